import type { Scene } from "../scene.ts";

/** Journeys, weather and the world outside. */
export const AWAY = {
  beach: {
    from: [0, 2.2, 8],
    to: [0.2, 1.5, 0],
    zoom: 1.7,
    wall: ["#7EC8F2", "#E9F7FB"],
    sun: [-0.4, 0.8, 0.55],
    materials: {
      SAND: ["#F2DDB0", 0.95],
      SEA: ["#2FA8C7", 0.12],
      FOAM: ["#FFFFFF", 0.8],
      CLOTH: ["#F2545B", 0.7],
      WOOD: ["#A8743F", 0.7],
      LEAF: ["#3C8C53", 0.6],
      BALL: ["#FFD166", 0.4],
    },
    helpers: `float shore(vec2 u){return -1.3+.35*sin(u.x*.6+1.)+.12*sin(u.x*1.7)+.18*sin(time*6.2832);}`,
    shapes: `float s=shore(p.xz);put(p.y-.0-.03*sin(p.x*2.+p.z)-.04*(p.z-s)*smoothstep(0.,3.,p.z-s),SAND)put(p.y-.05-.03*sin(p.x*3.+p.z*2.+time*12.566)*sin(p.z*3.1-time*6.283)-(p.z<s?.0:-.3*(p.z-s)),SEA)
      vec3 a=p-vec3(-1.3,0,.2);rot(a.xy,-.12);put(rod(a,vec3(0),vec3(0,2.3,0),.045),WOOD)vec3 b=a-vec3(0,1.55,0);float dome=max(abs(length(b*vec3(1.,1.25,1.))-1.3)-.025,.35-b.y);put(dome*.6,CLOTH)
      a=p-vec3(.15,.0,1.0);rot(a.xz,.35);put(box(a-vec3(0,.3,0),vec3(.36,.05,.85),.03),FOAM)vec3 c=a-vec3(0,.55,-.95);rot(c.yz,.75);put(box(c,vec3(.36,.05,.45),.03),FOAM)vec3 w=a;w.xz=abs(w.xz);put(rod(w,vec3(.3,0,.6),vec3(.3,.3,.6),.04),WOOD)
      put(sphere(p-vec3(-.9,.3,1.5),.28),BALL)
      a=p-vec3(2.9,0,-.2);vec3 t=a;t.x+=.16*t.y-.045*t.y*t.y;put((length(t.xz)-.13+.015*sin(t.y*14.))*.7+max(0.,t.y-3.3),WOOD)for(int i=0;i<8;i++){vec3 g=a-vec3(-.1,3.3,0);g.x+=.05;rot(g.xz,float(i)*.785);g.x-=.75;g.y+=.28*g.x*g.x+.25*(g.x+.5);put(egg(g,vec3(.85,.05,.2))*.5,LEAF)}
      a=p-vec3(-4.8,.0,-8.);put(egg(a,vec3(3.2,1.0,1.2)),LEAF)`,
    paint: `if(m==SEA){float s=p.z-shore(p.xz);c=mix(vec3(.02,.26,.45),vec3(.12,.62,.66),smoothstep(-6.,-.3,s));c=mix(c,vec3(.95),smoothstep(-.35,-.05,s+.12*sin(p.x*6.)));}if(m==SAND){c*=.93+.12*noise(p.xz*22.);float s=p.z-shore(p.xz);c*=mix(.78,1.,smoothstep(.0,.8,s));}if(m==CLOTH)c=mix(c,vec3(1.,.95,.9),step(0.,sin(atan(p.x+1.45,p.z-.2)*4.)));if(m==BALL)c=mix(c,vec3(.9,.2,.2),step(.0,sin(atan(p.x+.9,p.y-.3)*3.)));`,
    sky: `float k=fbm(vec2(d.x*3.,d.y*9.)+vec2(time*.15,0.));c=mix(c,vec3(1),smoothstep(.5,.78,k)*smoothstep(.0,.2,d.y)*.85);if(d.y<.0)c=vec3(.02,.26,.45);c+=vec3(1.,.9,.6)*.35*exp(-9.*length(d-normalize(vec3(-.7,.42,-1.))));`,
  },
  lake: {
    from: [0, 1.6, 8],
    to: [0, 2.3, 0],
    zoom: 1.5,
    wall: ["#5D79B5", "#F9C58D"],
    sun: [0.55, 0.35, -0.3],
    sunlight: "#FFCF9E",
    shade: 0.85,
    materials: {
      WATER: ["#3E5F86", 0.1],
      BOAT: ["#8A4B2C", 0.6],
      WOOD: ["#5B3C26", 0.8],
      PINE: ["#24483F", 0.9],
    },
    helpers: `float ridge(float x,float k){return fbm(vec2(x*1.3+k*7.3,k))*.9+.35*fbm(vec2(x*4.+k,3.));}
      vec3 hills(vec2 e,vec3 c){for(int i=0;i<5;i++){float k=float(i);float y=.62-.12*k+(.30-.035*k)*(ridge(e.x*(.55+.16*k)+k*3.1,k+1.)-.55)*1.6;float m=smoothstep(y+.006,y-.006,e.y);vec3 h=mix(vec3(.42,.42,.62),vec3(.035,.12,.13),k/4.);h=mix(h,vec3(1.,.6,.32),.38*exp(-2.*abs(e.x-.45))*(1.-k*.2));h=mix(h,vec3(.95,.72,.55),.35*smoothstep(y,y-.5,e.y)*(1.-k/5.));c=mix(c,h,m);}return c;}`,
    shapes: `put(p.y-.012*sin(p.x*3.+p.z*5.+time*12.6)*sin(p.z*2.3-p.x+time*6.28)*smoothstep(12.,2.,-p.z+2.),WATER)
      vec3 a=p-vec3(.4+.25*sin(time*6.283),.12+.03*sin(time*12.566),1.2);rot(a.xz,.5);float hull=egg(a,vec3(1.05,.3,.32));hull=max(hull,a.y-.1);hull=max(hull,-egg(a-vec3(0,.1,0),vec3(.92,.26,.25)));put(hull*.8,BOAT)put(box(a-vec3(-.2,.1,0),vec3(.08,.03,.26),.02),WOOD)put(box(a-vec3(.35,.1,0),vec3(.08,.03,.26),.02),WOOD)put(rod(a,vec3(-.1,.15,.1),vec3(.75,.0,.75),.025),WOOD)
      a=p-vec3(-2.9,0,3.2);rot(a.xz,-.35);put(box(a-vec3(0,.2,0),vec3(1.3,.05,.42),.01),WOOD)vec3 w=a;w.z=abs(w.z);put(rod(w,vec3(1.2,0,.36),vec3(1.2,.42,.36),.06),WOOD)put(rod(w,vec3(.2,0,.36),vec3(.2,.42,.36),.06),WOOD)`,
    paint: `if(m==WATER)c=vec3(.03,.07,.12);if(m==WOOD)c*=.8+.35*noise(vec2(p.x*3.,p.z*26.));`,
    sky: `vec2 e=vec2(d.x*1.6,d.y*2.2+.12);vec3 sk=mix(vec3(1.,.62,.32),vec3(.20,.30,.62),smoothstep(.0,1.15,e.y));float k=fbm(vec2(e.x*1.2+time*.08,e.y*4.));sk=mix(sk,vec3(1.,.62,.5),smoothstep(.5,.8,k)*.6);float su=length(e-vec2(.5,.52));sk+=vec3(1.,.7,.35)*(.7*exp(-4.*su)+2.*smoothstep(.09,.08,su));c=hills(e,sk);`,
    veil: `if(h.y>-.5&&h.y<.5){vec3 r=vec3(d.x,abs(d.y),d.z);vec3 pp=o+d*h.x;r.x+=.03*sin(pp.z*7.+pp.x*2.+time*12.6)*smoothstep(-8.,4.,pp.z);vec2 e=vec2(r.x*1.6,r.y*2.2+.12);vec3 sk=mix(vec3(1.,.62,.32),vec3(.20,.30,.62),smoothstep(.0,1.15,e.y));float su=length((e-vec2(.5,.52))*vec2(1.6,.5));sk+=vec3(1.,.7,.35)*.8*exp(-4.*su);c=mix(c,hills(e,sk)*vec3(.75,.82,.9),.82);}`,
  },
  balloon: {
    from: [0, 2.0, 8],
    to: [0, 2.3, 0],
    zoom: 1.55,
    wall: ["#5AA9E6", "#FCE8D5"],
    sun: [-0.6, 0.6, 0.6],
    materials: {
      A: ["#F25F5C", 0.5],
      B: ["#FFE066", 0.5],
      C: ["#247BA0", 0.5],
      BASKET: ["#8A5A34", 0.8],
      ROPE: ["#3A2A1E", 0.8],
      HILL: ["#7FB069", 0.95],
      FAR: ["#A7C4A0", 0.95],
      CLOUD: ["#FFFFFF", 0.95],
    },
    helpers: `vec3 bl(vec3 p){float d=smin(sphere(p-vec3(0,.35,0),1.),cone(p-vec3(0,-.75,0),.45,.2,.7,.05),.25);float b=box(p-vec3(0,-1.75,0),vec3(.2,.17,.2),.04);vec3 s=p;s.xz=abs(s.xz);float r=rod(s,vec3(.17,-1.6,.17),vec3(.2,-1.15,.2),.014);return vec3(d,b,r);}`,
    shapes: `float u=.15*sin(time*6.2832);vec3 a=(p-vec3(-.35,2.7+u,0))/1.05;vec3 k=bl(a)*1.05;put(k.x,A)put(k.y,BASKET)put(k.z,ROPE)a=(p-vec3(2.5,3.3-u,-3.))/.8;k=bl(a)*.8;put(k.x,B)put(k.y,BASKET)a=(p-vec3(-3.4,2.3+.5*u,-4.))/.7;k=bl(a)*.7;put(k.x,C)put(k.y,BASKET)
      put((p.y+.6-.7*sin(p.x*.45+1.)*sin(p.z*.4)-.25*sin(p.x*1.1+p.z*.7))*.7,HILL)
      float cl=1e9;for(int i=0;i<6;i++){float f=float(i);cl=smin(cl,egg(p-vec3(1.6+.5*f,1.35+.2*sin(f*2.),-2.),vec3(.55,.3+.1*cos(f*3.),.4)),.2);}for(int i=0;i<5;i++){float f=float(i);cl=smin(cl,egg(p-vec3(-4.2+.5*f,3.9+.15*sin(f*2.),-4.),vec3(.55,.28,.4)),.2);}put(cl,CLOUD)`,
    paint: `if(m==A){float s=sin(atan(p.x+.35,p.z)*6.);c=mix(c,vec3(1.,.9,.75),step(.3,s));float b=p.y-2.75-.15*sin(time*6.2832);if(abs(b)<.22)c=mix(vec3(.12,.3,.5),vec3(1.,.8,.3),step(0.,sin(atan(p.x+.35,p.z)*12.)));}if(m==B)c=mix(c,vec3(.95,.45,.3),step(.2,sin(atan(p.x-2.5,p.z+3.)*6.)));if(m==C)c=mix(c,vec3(.95,.95,.9),step(.5,sin(p.y*8.)));if(m==HILL){c=mix(c,vec3(.62,.75,.3),smoothstep(.4,.6,noise(p.xz*1.1)));c*=.85+.2*noise(p.xz*14.);float f=smoothstep(3.,24.,length(p-vec3(0,2,8)));c=mix(c,vec3(.85,.85,.82),f*.75);}`,
    sky: `float k=fbm(vec2(d.x*2.5,d.y*7.)+vec2(time*.1,3.));c=mix(c,vec3(1.,.97,.93),smoothstep(.52,.8,k)*.7);`,
  },
  car: {
    from: [3.0, 1.6, 6.6],
    to: [0, 0.85, 0],
    zoom: 2.25,
    wall: ["#F8D9B6", "#E5A06A"],
    floor: "#8C8078",
    materials: {
      BODY: ["#C7372F", 0.18],
      GLASS: ["#18222E", 0.08],
      BLACK: ["#1B1D21", 0.6],
      STEEL: ["#D7DBE0", 0.2, 1],
      GLOW: ["#FFF4D0", 0.3],
      TAIL: ["#FF3B30", 0.3],
      LEAF: ["#6F8F4E", 0.8],
    },
    helpers: `float wheel(vec3 p){return tubeZ(p,.36,.14,.07);}
      float shell(vec3 p){float low=box(p-vec3(0,.52,0),vec3(1.85,.3,.78),.24);float top=box(p-vec3(-.15,.98,0),vec3(1.05,.42,.64),.3);top=max(top,(abs(p.x+.15)-1.0)*.72+(p.y-.9)*.62-.02);float d=smin(low,top,.14);vec3 w=p;w.x=abs(w.x);d=max(d,-tubeZ(w-vec3(1.12,.34,.75),.43,.3,.05));return d;}`,
    shapes: `vec3 a=p;float d=shell(a);put(d*.85,BODY)float g=max(box(a-vec3(-.15,1.06,0),vec3(.92,.25,.75),.1),abs(d)-.012);g=max(g,(abs(a.x+.15)-.86)*.72+(a.y-.95)*.62);g=max(g,.05-abs(a.x+.12));put(g*.8,GLASS)
      float ws=max(abs(d)-.013,abs(a.z)-.52);ws=max(ws,abs(a.y-1.12)-.17);ws=max(ws,max(.55-abs(a.x+.15),abs(a.x+.15)-1.02));put(ws*.8,GLASS)
      vec3 w=a;w.x=abs(w.x);w.z=abs(w.z);put(wheel(w-vec3(1.12,.36,.66)),BLACK)put(tubeZ(w-vec3(1.12,.36,.76),.23,.06,.03),STEEL)
      vec3 l=a;l.z=abs(l.z);put(egg(l-vec3(1.74,.6,.52),vec3(.12,.09,.19)),GLOW)put(egg(l-vec3(-1.78,.62,.52),vec3(.1,.09,.2)),TAIL)put(box(a-vec3(1.84,.42,0),vec3(.03,.07,.42),.02),BLACK)put(box(a-vec3(0,.3,0),vec3(1.7,.06,.74),.04),BLACK)put(egg(l-vec3(.72,.92,.83),vec3(.1,.08,.1)),BODY)put(box(l-vec3(-.1,.68,.785),vec3(.12,.02,.015),.01),STEEL)`,
    paint: `if(m==FLOOR){float s=step(abs(abs(p.z)-2.6),.07)*step(.4,fract((p.x+time*8.)*.25));c=mix(c,vec3(.95),s);c*=.94+.1*noise(p.xz*18.);}`,
    sky: `float y=d.y;float r=fbm(vec2(d.x*3.-d.z*2.,1.))*.22;c=mix(c,vec3(.78,.5,.36),smoothstep(r,r-.01,y)*.55);float r2=fbm(vec2(d.x*5.-d.z*3.,4.))*.13;c=mix(c,vec3(.5,.34,.3),smoothstep(r2,r2-.01,y)*.5);`,
  },
  charger: {
    from: [-3.0, 1.8, 7.0],
    to: [-0.2, 0.95, 0],
    zoom: 2.05,
    wall: ["#BFEBDD", "#5FB7A0"],
    floor: "#8FCDBB",
    materials: {
      BODY: ["#F3F6F8", 0.2],
      GLASS: ["#14202B", 0.08],
      BLACK: ["#1B1D21", 0.6],
      STEEL: ["#D7DBE0", 0.2, 1],
      GLOW: ["#7CFFCB", 0.3],
      TAIL: ["#FF3B30", 0.3],
      POST: ["#1E7F6A", 0.4],
      LEAF: ["#4DA167", 0.8],
      WOOD: ["#7A5233", 0.8],
    },
    helpers: `float wheel(vec3 p){return tubeZ(p,.36,.14,.07);}
      float shell(vec3 p){float low=box(p-vec3(0,.52,0),vec3(1.75,.32,.76),.26);float top=box(p-vec3(-.05,1.02,0),vec3(1.15,.46,.62),.34);top=max(top,(abs(p.x+.05)-1.1)*.78+(p.y-.9)*.58-.02);float d=smin(low,top,.18);vec3 w=p;w.x=abs(w.x);d=max(d,-tubeZ(w-vec3(1.08,.34,.73),.43,.3,.05));return d;}`,
    shapes: `vec3 a=p-vec3(.35,0,0);float d=shell(a);put(d*.85,BODY)float g=max(box(a-vec3(-.05,1.1,0),vec3(.98,.25,.75),.1),abs(d)-.012);g=max(g,(abs(a.x+.05)-.92)*.78+(a.y-.95)*.58);g=max(g,.05-abs(a.x+.05));put(g*.8,GLASS)float ws=max(abs(d)-.013,abs(a.z)-.54);ws=max(ws,abs(a.y-1.15)-.18);ws=max(ws,max(.55-abs(a.x+.05),abs(a.x+.05)-1.05));put(ws*.8,GLASS)
      vec3 w=a;w.x=abs(w.x);w.z=abs(w.z);put(wheel(w-vec3(1.08,.36,.64)),BLACK)put(tubeZ(w-vec3(1.08,.36,.74),.23,.06,.03),STEEL)vec3 l=a;l.z=abs(l.z);put(box(l-vec3(-1.72,.62,.4),vec3(.06,.045,.26),.04),TAIL)put(egg(l-vec3(1.66,.6,.5),vec3(.1,.09,.19)),GLOW)put(box(a-vec3(0,.3,0),vec3(1.6,.06,.72),.04),BLACK)
      a=p-vec3(-2.25,0,.5);rot(a.xz,.5);put(box(a-vec3(0,.95,0),vec3(.36,.95,.24),.1),POST)put(box(a-vec3(0,1.4,.23),vec3(.24,.26,.03),.03),BLACK)put(slab(max(abs(a.x+(a.y-1.4)*.35)-.05,abs(a.y-1.4)-.16),a.z-.27,.012,.002),GLOW)
      vec3 q0=vec3(-1.95,1.0,.5),q1=vec3(-1.55,.3,.75),q2=vec3(-1.2,.75,.62);put(smin(rod(p,q0,q1,.045),rod(p,q1,q2,.045),.12),BLACK)put(tube(p-vec3(-2.25,.04,.5),.6,.04,.02),BODY)
      for(int i=0;i<3;i++){float f=float(i);vec3 b=p-vec3(2.9+.8*f*.6-.2,0,-1.6-.5*f);put(rod(b,vec3(0),vec3(0,.9,0),.07),WOOD)put(egg(b-vec3(0,1.4,0),vec3(.5,.75,.5)),LEAF)}put(egg(p-vec3(-3.6,.9,-1.8),vec3(.6,1.1,.6)),LEAF)`,
  },
  plane: {
    from: [2.6, 1.4, 8.2],
    to: [0, 1.6, 0],
    zoom: 1.75,
    wall: ["#3E8EDE", "#D9EEFB"],
    sun: [-0.4, 0.75, 0.55],
    materials: {
      WHITE: ["#FAFCFF", 0.25],
      BLUE: ["#1B4F9C", 0.3],
      STEEL: ["#BFC8D2", 0.25, 1],
      GLASS: ["#17202B", 0.1],
      CLOUD: ["#FFFFFF", 0.98],
    },
    helpers: `vec4 jet(vec3 p){rot(p.xz,.42);rot(p.xy,.16);float x=p.x;float r=.42*smoothstep(2.55,1.6,x)*.0+.42;vec3 q=p;q.y-=.10*smoothstep(-1.,-2.4,x);float f=length(vec3(max(abs(q.x)-1.7,0.)*(x>0.?.62:.42),q.y,q.z))-.42;
      vec3 w=p;w.z=abs(w.z);float s=(w.z-.3);vec3 g=w-vec3(.25-.62*s,-.12+.12*s,0);float wing=max(abs(g.x)-(.62-.19*w.z),abs(g.y)-.045*(1.-.2*w.z));wing=max(wing,w.z-2.55);vec3 t=w-vec3(-2.15-.5*w.z,.16,0);float tail=max(max(abs(t.x)-(.34-.16*w.z),abs(t.y)-.03),w.z-1.0);
      vec3 v=p-vec3(-2.1,.55,0);float fin=max(max(abs(v.x+.55*v.y)-(.42-.2*v.y),abs(v.z)-.035),abs(v.y-.05)-.62);vec3 e=w-vec3(.42,-.36,1.05);float en=tubeX(e,.2,.4,.08);return vec4(f*.75,min(wing,tail)*.8,fin*.8,en);}`,
    shapes: `vec3 a=p-vec3(0,1.9+.06*sin(time*6.283),0);vec4 j=jet(a);put(j.x,WHITE)put(j.y,STEEL)put(j.z,BLUE)put(j.w,WHITE)
      float cl=1e9;for(int i=0;i<13;i++){float f=float(i)-6.;cl=smin(cl,egg(p-vec3(f*1.1,-1.3+.35*sin(f*1.9),-1.2+.9*cos(f*2.7)),vec3(1.1,.6+.2*sin(f*5.),.8)),.35);}put(cl+.06*sin(p.x*6.)*sin(p.y*7.)*sin(p.z*6.),CLOUD)`,
    paint: `if(m==WHITE){vec3 a=p-vec3(0,1.9+.06*sin(time*6.283),0);rot(a.xz,.42);rot(a.xy,.16);if(abs(a.y-.12)<.05&&abs(a.x)<1.75&&abs(a.z)>.2&&abs(fract(a.x*7.)-.5)<.26)c=vec3(.05,.08,.14);if(a.x>2.05&&a.y>.08&&a.y<.24)c=vec3(.04,.06,.1);if(a.x<-1.3-.9*(.3-a.y))c=vec3(.02,.09,.34);if(abs(a.y+.06)<.025&&a.x<2.)c=vec3(.02,.09,.34);}`,
    sky: `float k=fbm(vec2(d.x*2.2-d.z,d.y*6.)+vec2(time*.2,1.));c=mix(c,vec3(1),smoothstep(.5,.85,k)*.8);c+=vec3(1.,.9,.7)*.3*exp(-3.*length(q-vec2(-.7,.7)));`,
  },
  nightflight: {
    from: [-2.6, 1.3, 8.2],
    to: [0, 1.55, 0],
    zoom: 1.75,
    wall: ["#1B1F4B", "#F08A5D"],
    sun: [0.7, 0.3, 0.35],
    sunlight: "#FFB98A",
    shade: 0.6,
    materials: {
      WHITE: ["#EEF1F8", 0.25],
      RED: ["#C8334A", 0.3],
      STEEL: ["#A9B2C2", 0.25, 1],
      CLOUD: ["#C79BB0", 0.98],
      GLOW: ["#FFD9A0", 0.3],
    },
    helpers: `vec4 jet(vec3 p){p.x=-p.x;rot(p.xz,.42);rot(p.xy,.2);float x=p.x;vec3 q=p;q.y-=.10*smoothstep(-1.,-2.4,x);float f=length(vec3(max(abs(q.x)-1.7,0.)*(x>0.?.62:.42),q.y,q.z))-.42;
      vec3 w=p;w.z=abs(w.z);float s=(w.z-.3);vec3 g=w-vec3(.25-.62*s,-.12+.12*s,0);float wing=max(abs(g.x)-(.62-.19*w.z),abs(g.y)-.045*(1.-.2*w.z));wing=max(wing,w.z-2.55);vec3 t=w-vec3(-2.15-.5*w.z,.16,0);float tail=max(max(abs(t.x)-(.34-.16*w.z),abs(t.y)-.03),w.z-1.0);
      vec3 v=p-vec3(-2.1,.55,0);float fin=max(max(abs(v.x+.55*v.y)-(.42-.2*v.y),abs(v.z)-.035),abs(v.y-.05)-.62);vec3 e=w-vec3(.42,-.36,1.05);float en=tubeX(e,.2,.4,.08);return vec4(f*.75,min(wing,tail)*.8,fin*.8,en);}`,
    shapes: `vec3 a=p-vec3(0,1.9,0);vec4 j=jet(a);put(j.x,WHITE)put(j.y,STEEL)put(j.z,RED)put(j.w,WHITE)float cl=1e9;for(int i=0;i<13;i++){float f=float(i)-6.;cl=smin(cl,egg(p-vec3(f*1.1,-1.4+.35*sin(f*1.9+2.),-1.2+.9*cos(f*2.7)),vec3(1.1,.6+.2*sin(f*5.),.8)),.35);}put(cl+.06*sin(p.x*6.)*sin(p.y*7.)*sin(p.z*6.),CLOUD)`,
    paint: `if(m==WHITE){vec3 a=p-vec3(0,1.9,0);a.x=-a.x;rot(a.xz,.42);rot(a.xy,.2);if(abs(a.y-.12)<.05&&abs(a.x)<1.75&&abs(a.z)>.2&&abs(fract(a.x*7.)-.5)<.26)c=vec3(3.,2.,.9);if(a.x>2.05&&a.y>.08&&a.y<.24)c=vec3(.04,.06,.1);if(a.x<-1.3-.9*(.3-a.y))c=vec3(.4,.03,.06);}`,
    sky: `float k=fbm(vec2(d.x*2.2,d.y*7.)+4.);c=mix(c,vec3(1.,.45,.35),smoothstep(.45,.8,k)*.55*smoothstep(.6,-.2,q.y));vec2 g=q*size/6.;c+=vec3(1)*smoothstep(.997,1.,hash(floor(g)))*smoothstep(.0,.6,q.y);float mo=length((q-vec2(.62,.6))*size/min(size.x,size.y));c+=vec3(1.,.93,.8)*smoothstep(.15,.14,mo);`,
  },
  train: {
    from: [4.6, 1.9, 6.6],
    to: [0.3, 1.0, 0],
    zoom: 1.75,
    wall: ["#8CC4E8", "#F5F0DD"],
    sun: [-0.3, 0.8, 0.6],
    materials: {
      WHITE: ["#F5F8FB", 0.22],
      BLUE: ["#1F6FB2", 0.3],
      GLASS: ["#16202C", 0.08],
      RAIL: ["#8C949D", 0.3, 1],
      STONE: ["#B9AE9C", 0.95],
      GRASS: ["#86A95B", 0.95],
      PINE: ["#3E7048", 0.9],
      GLOW: ["#FFF3C8", 0.3],
      POLE: ["#A6ADB5", 0.5],
    },
    shapes: `put(p.y+.12-.35*smoothstep(2.2,6.,abs(p.z))*(1.+.4*sin(p.x*.6+p.z)),GRASS)put(box(p-vec3(0,-.1,0),vec3(40.,.12,1.25),.08),STONE)vec3 r2=p;r2.z=abs(r2.z);put(box(r2-vec3(0,.07,.55),vec3(40.,.06,.045),.02),RAIL)
      vec3 a=p-vec3(0,.98,0);float nose=smoothstep(.2,2.7,a.x);float hh=.82-.58*nose*nose,ww=.72-.34*nose*nose;vec3 q=a-vec3(0,-.30*nose*nose,0);float body=max(length(max(abs(q.yz)-vec2(hh,ww)+.3,0.))-.3,a.x-2.75);body=max(body,-a.x-30.);put(body*.55,WHITE)put(box(p-vec3(-10.,.24,0),vec3(11.6,.14,.56),.08),BLUE)
      vec3 l=a;l.z=abs(l.z);put(sphere(l-vec3(2.35,-.38,.3),.1),GLOW)
      for(int i=0;i<5;i++){float f=float(i);vec3 b=p-vec3(-7.+3.6*f,0,-4.2-1.2*mod(f,2.));put(cone(b-vec3(0,1.3,0),1.2,.85,.05,.03),PINE)}vec3 t=p;t.x=mod(p.x+2.,7.)-3.5;put(rod(t,vec3(0,0,-1.7),vec3(0,3.2,-1.7),.06),POLE)put(rod(t,vec3(0,3.,-1.7),vec3(0,3.,0.),.04),POLE)`,
    paint: `if(m==WHITE){vec3 a=p-vec3(0,.98,0);if(abs(a.y-.28)<.2&&a.x<.55&&abs(a.z)>.5&&abs(fract(a.x*.9)-.5)<.36)c=vec3(.02,.03,.05);float nz=smoothstep(.2,2.7,a.x);if(a.x>.85&&a.x<1.75&&a.y>.12-.2*(a.x-.85)&&abs(a.z)<.62)c=vec3(.02,.03,.05);if(abs(a.y+.22+.12*nz)<.1)c=vec3(.02,.17,.45);if(abs(a.y+.4+.1*nz)<.03)c=vec3(.85,.5,.1);}if(m==GRASS)c*=.8+.35*noise(p.xz*7.);if(m==STONE)c*=.7+.5*noise(p.xz*22.);`,
    sky: `float y=d.y;float r1=.06+fbm(vec2(d.x*4.-d.z*3.,2.))*.3;c=mix(c,vec3(.48,.62,.72),smoothstep(r1,r1-.01,y)*.75);float r3=.0+fbm(vec2(d.x*6.-d.z*4.,7.))*.2;c=mix(c,vec3(.3,.48,.42),smoothstep(r3,r3-.01,y)*.8);float k=fbm(vec2(d.x*3.,d.y*9.));c=mix(c,vec3(1),smoothstep(.55,.85,k)*smoothstep(.1,.3,y)*.7);`,
  },
  coach: {
    from: [4.2, 1.9, 7.0],
    to: [0.1, 1.05, 0],
    zoom: 1.8,
    wall: ["#A7D3F0", "#FDEFD8"],
    sun: [-0.3, 0.8, 0.6],
    materials: {
      BODY: ["#F2A33A", 0.25],
      WHITE: ["#FBF8F1", 0.3],
      GLASS: ["#1A2836", 0.08],
      BLACK: ["#1C1E22", 0.6],
      ROAD: ["#6B7079", 0.9],
      GRASS: ["#8DB35F", 0.95],
      GLOW: ["#FFF5D5", 0.3],
      TREE: ["#4F8C50", 0.9],
      WOOD: ["#76502F", 0.8],
      STEEL: ["#D5D9DE", 0.2, 1],
    },
    shapes: `put(p.y+.02*0.-.4*smoothstep(2.6,6.,abs(p.z))*(1.+.4*sin(p.x*.7)),GRASS)put(box(p-vec3(0,-.06,0),vec3(40.,.08,2.3),.02),ROAD)
      vec3 a=p-vec3(0,1.12,0);float body=box(a,vec3(2.1,.82,.74),.2);vec3 w=p;w.x=abs(w.x+.05);body=max(body,-tubeZ(w-vec3(1.25,.36,.72),.43,.25,.05));put(body,BODY)put(max(box(a-vec3(-.08,.26,0),vec3(1.9,.33,.755),.08),-9.),GLASS)put(box(a-vec3(2.0,.18,0),vec3(.115,.5,.64),.08),GLASS)put(box(a-vec3(0,.84,0),vec3(1.6,.07,.5),.05),WHITE)
      w.z=abs(w.z);put(tubeZ(w-vec3(1.25,.36,.62),.36,.14,.06),BLACK)put(tubeZ(w-vec3(1.25,.36,.72),.2,.06,.03),STEEL)vec3 l=a;l.z=abs(l.z);put(egg(l-vec3(2.09,-.48,.52),vec3(.06,.1,.15)),GLOW)put(box(a-vec3(2.1,-.64,0),vec3(.03,.07,.5),.03),BLACK)put(rod(l,vec3(2.1,.5,.72),vec3(2.3,.2,.92),.03),BLACK)put(box(l-vec3(2.3,.05,.92),vec3(.04,.16,.08),.03),BLACK)
      for(int i=0;i<6;i++){float f=float(i);vec3 b=p-vec3(-7.+2.6*f,0,-4.0-1.1*mod(f,2.));put(rod(b,vec3(0),vec3(0,1.1,0),.1),WOOD)put(egg(b-vec3(0,1.75,0),vec3(.75,.95,.75)),TREE)}`,
    paint: `if(m==GLASS&&p.x<1.85&&abs(p.z)>.7&&abs(fract(p.x*.95+.1)-.5)>.46)c=vec3(.4,.25,.08);if(m==BODY){float y=p.y-.72-.1*sin(p.x*1.4);if(abs(y)<.09)c=vec3(.95,.93,.88);}if(m==ROAD){c=mix(c,vec3(.95),step(abs(p.z-1.75),.05));c*=.9+.15*noise(p.xz*20.);}if(m==GRASS)c*=.8+.35*noise(p.xz*7.);`,
    sky: `float y=d.y;float r1=.05+fbm(vec2(d.x*4.-d.z*3.,5.))*.26;c=mix(c,vec3(.55,.68,.72),smoothstep(r1,r1-.01,y)*.75);float k=fbm(vec2(d.x*3.+2.,d.y*9.));c=mix(c,vec3(1),smoothstep(.52,.82,k)*smoothstep(.05,.3,y)*.8);`,
  },
  wind: {
    from: [0, 1.7, 8],
    to: [0, 2.2, 0],
    zoom: 1.6,
    wall: ["#57A6DE", "#FBF1DA"],
    sun: [-0.5, 0.7, 0.6],
    materials: {
      WHITE: ["#F7F9FB", 0.4],
      GRASS: ["#8BBF5E", 0.95],
      PANEL: ["#1C3F78", 0.15],
      FRAME: ["#C9D2DA", 0.4],
      WIRE: ["#566270", 0.5],
      HOUSE: ["#FFF4E2", 0.7],
      ROOF: ["#D9613F", 0.7],
      TREE: ["#4E8F56", 0.9],
    },
    helpers: `float mill(vec3 p,float h,float t){float d=cone(p-vec3(0,h*.5,0),h*.5,.11,.05,.01);d=min(d,egg(p-vec3(0,h,.05),vec3(.12,.12,.28)));vec3 b=p-vec3(0,h,.32);d=min(d,sphere(b,.1));float k=atan(b.x,b.y)+t;k=mod(k+1.0472,2.0944)-1.0472;float l=length(b.xy);b.xy=l*vec2(sin(k),cos(k));d=min(d,box(b-vec3(.02,.72,0),vec3(.075-.05*clamp(b.y/1.4,0.,1.),.68,.02),.015)*.8);return d;}`,
    shapes: `float g=p.y-.28*sin(p.x*.5+.6)*cos(p.z*.35)+.1;put(g*.8,GRASS)put(mill(p-vec3(-1.5,0,-.6),3.3,.4),WHITE)put(mill(p-vec3(1.9,0,-2.6),3.6,1.1),WHITE)put(mill(p-vec3(-4.2,.2,-4.),3.6,1.8),WHITE)put(mill(p-vec3(4.8,0,-4.),3.2,.2),WHITE)
      for(int i=0;i<3;i++){vec3 a=p-vec3(-.2+.95*float(i),.62,1.6-.28*float(i));rot(a.xz,.28);rot(a.yz,-.75);put(box(a,vec3(.44,.03,.42),.01),FRAME)put(box(a-vec3(0,.03,0),vec3(.41,.012,.39),.004),PANEL)vec3 b=p-vec3(-.2+.95*float(i),.3,1.5-.28*float(i));put(rod(b,vec3(0,-.3,0),vec3(0,.3,0),.05),FRAME)}
      vec3 a=p-vec3(-2.7,.15,1.2);rot(a.xz,.3);put(box(a-vec3(0,.4,0),vec3(.5,.4,.42),.02),HOUSE)put(slab(max(abs(a.x)*.7+(a.y-.8)*.75-.42,.78-a.y),a.z,.48,.02),ROOF)for(int i=0;i<4;i++){float f=float(i);put(egg(p-vec3(3.+.7*f,.5,.4-.8*f),vec3(.42,.55,.42)),TREE)}`,
    paint: `if(m==PANEL){vec2 u=fract(p.xy*vec2(4.6,7.));c=mix(c,vec3(.5,.6,.75),step(.9,max(u.x,u.y))*.6);}if(m==GRASS){c=mix(c,vec3(.85,.8,.35),smoothstep(.45,.65,noise(p.xz*.8+2.))*.6);c*=.85+.25*noise(p.xz*12.);c=mix(c,vec3(.8,.86,.8),.6*smoothstep(6.,26.,length(p-vec3(0,1.7,8))));}if(m==HOUSE&&p.z>1.5){vec3 a=p-vec3(-2.7,.15,1.2);rot(a.xz,.3);if(rect(a.xy-vec2(.2,.45),vec2(.12,.12),.02)<0.)c=vec3(.1,.2,.3);if(rect(a.xy-vec2(-.18,.25),vec2(.11,.25),.02)<0.)c=vec3(.35,.18,.08);}`,
    sky: `float k=fbm(vec2(d.x*2.6,d.y*7.)+vec2(2.,0));c=mix(c,vec3(1),smoothstep(.48,.8,k)*smoothstep(.0,.25,d.y)*.9);`,
  },
  palace: {
    from: [0, 1.5, 8],
    to: [0, 2.0, 0],
    zoom: 1.6,
    wall: ["#131A38", "#51406B"],
    sun: [-0.5, 0.7, 0.5],
    sunlight: "#B9C6F2",
    shade: 0.5,
    materials: {
      WALL: ["#8E2430", 0.8],
      ROOF: ["#2E4A55", 0.5],
      GOLD: ["#D9A84A", 0.3, 1],
      SNOW: ["#E8EEF9", 0.9],
      STONE: ["#8A8798", 0.8],
      GLOW: ["#FF7A3C", 0.5],
      GLOW2: ["#FFC978", 0.5],
      WOOD: ["#3B1A1A", 0.7],
      PLUM: ["#E0526B", 0.7],
    },
    helpers: `float roofs(vec3 p,float w,float h){float x=abs(p.x);float lift=.28*smoothstep(w*.55,w*1.1,x)*smoothstep(.2,1.2,abs(p.z)+.4);float y=p.y-lift;float s=max((y)*.82+abs(p.z)*.58-h,-y+.0);s=max(s,x-w);return s;}
      float lantern(vec3 p){return egg(p,vec3(.25,.29,.25));}`,
    shapes: `put(p.y-.05*noise(p.xz*2.),SNOW)
      put(box(p-vec3(0,.25,-2.2),vec3(4.2,.25,1.4),.02),STONE)for(int i=0;i<6;i++){float x=-3.3+1.32*float(i);put(tube(p-vec3(x,1.35,-1.3),.13,.9,.02),WALL)}put(box(p-vec3(0,1.3,-2.2),vec3(3.4,.9,.6),.02),WOOD)for(int i=0;i<5;i++){float x=-2.64+1.32*float(i);put(box(p-vec3(x,1.25,-1.6),vec3(.46,.68,.03),.01),GLOW2)}
      float r1=roofs(p-vec3(0,2.2,-2.2),4.5,.92);put(r1*.6,ROOF)put(box(p-vec3(0,2.2,-.98),vec3(3.9,.1,.05),.02),GOLD)put(box(p-vec3(0,3.6,-2.2),vec3(2.6,.28,.5),.02),WALL)float r4=roofs(p-vec3(0,3.8,-2.2),3.3,.75);put(r4*.6,ROOF)put(box(p-vec3(0,4.72,-2.2),vec3(2.6,.09,.09),.03),GOLD)
      vec3 s=p;s.x=abs(s.x);vec3 l=s-vec3(1.55,1.55,1.6);l.x+=.04*sin(time*6.283);put(lantern(l),GLOW)put(tube(l-vec3(0,.29,0),.12,.04,.02),GOLD)put(tube(l+vec3(0,.29,0),.12,.04,.02),GOLD)put(rod(l,vec3(0,-.32,0),vec3(0,-.6,0),.035),GLOW)put(rod(l,vec3(0,.3,0),vec3(0,1.3,0),.012),WOOD)l=s-vec3(2.7,1.95,.4);put(lantern(l),GLOW)put(rod(l,vec3(0,.3,0),vec3(0,1.3,0),.012),WOOD)put(rod(l,vec3(0,-.3,0),vec3(0,-.55,0),.03),GLOW)
      put(box(p-vec3(0,.06,1.2),vec3(.75,.06,3.2),.02),STONE)vec3 b=s-vec3(1.1,0,1.0);put(box(b-vec3(0,.3,0),vec3(.1,.3,.1),.02),STONE)put(box(s-vec3(1.1,.45,2.2),vec3(.06,.06,1.4),.02),STONE)b=s-vec3(1.1,0,3.2);put(box(b-vec3(0,.3,0),vec3(.1,.3,.1),.02),STONE)`,
    paint: `if(m==ROOF){c=mix(c,vec3(.8,.86,.97),smoothstep(.35,.6,noise(p.xz*2.5)+.25*noise(p.xz*9.)));c*=.75+.3*abs(sin(p.x*10.));}if(m==GLOW2){vec2 u=abs(fract(p.xy*vec2(4.6,4.6))-.5);if(max(u.x,u.y)>.42)c=vec3(.12,.04,.03);}if(m==GLOW)c*=.8+.5*abs(sin(atan(p.x-sign(p.x)*1.55,p.z-1.6)*5.));if(m==SNOW)c=mix(c,vec3(1.,.5,.25),.35*exp(-.5*length(vec2(abs(p.x)-1.55,p.z-1.6)))+.25*exp(-.9*abs(p.z+.6)));`,
    sky: `float mo=length((q-vec2(.42,.62))*size/min(size.x,size.y));c+=vec3(.95,.92,.8)*smoothstep(.2,.19,mo)+vec3(.4,.4,.6)*.6*exp(-3.*mo);c=mix(c,c*1.5+.03,smoothstep(.5,.8,fbm(q*2.+vec2(time*.2,0))));`,
    veil: `float asp=size.x/min(size.x,size.y);for(int i=0;i<4;i++){float k=float(i);vec2 u=vec2(w.x*asp,w.y*size.y/min(size.x,size.y))*(3.+k*2.2);u.y+=time*(k+2.)*2.;u.x+=.5*sin(u.y*.7+k);vec2 id=floor(u);vec2 f=fract(u)-.5;vec2 j=vec2(hash(id+k),hash(id+k+7.))-.5;c+=vec3(.75,.8,.95)*smoothstep(.09,.02,length(f-j*.7))*step(.45,hash(id+3.3*k))*(1.-.18*k);}
      vec2 g=vec2(abs(w.x)*size.x/min(size.x,size.y),w.y*size.y/min(size.x,size.y));c+=vec3(1.,.4,.12)*.22*exp(-3.2*length(g-vec2(.62,-.14)));`,
  },
  city: {
    from: [0.3, 1.5, 8],
    to: [0, 2.1, 0],
    zoom: 1.45,
    wall: ["#161C4A", "#C8688A"],
    sun: [-0.4, 0.8, 0.5],
    sunlight: "#8FA3E8",
    shade: 0.55,
    materials: {
      TOWER: ["#252E5A", 0.9],
      ROAD: ["#141622", 0.7],
      GLOW: ["#FFC978", 0.5],
      GLOW2: ["#7FE9FF", 0.5],
      CAR: ["#2A3048", 0.5],
      SIGN: ["#FF5C8A", 0.5],
    },
    helpers: `vec2 facing(vec3 p){return abs(normalAt(p).x)>.6?vec2(p.z,p.y):vec2(p.x,p.y);}
      vec3 windows(vec3 c,vec2 u){vec2 g=u*3.4;vec2 id=floor(g);vec2 f=abs(fract(g)-.5);float on=step(.45,hash(id+7.));vec3 l=mix(vec3(1.,.66,.3),vec3(.4,.75,1.),step(.74,hash(id+9.)));
        return mix(c,l*(1.2+3.6*hash(id+4.)*hash(id+2.)),step(f.x,.27)*step(f.y,.33)*on*step(.5,u.y));}`,
    shapes: `put(p.y,ROAD)float g=sign(p.x);vec3 s=p;s.x=abs(s.x);for(int i=0;i<8;i++){float k=float(i);float hh=1.5+2.3*hash(vec2(k*3.1,g+2.));vec3 b=s-vec3(3.2+.35*hash(vec2(k,g+5.)),hh,3.4-2.05*k);put(box(b,vec3(1.3,hh,.86),.03),TOWER)put(box(b-vec3(0,hh+.1,0),vec3(.5,.22,.4),.02),TOWER)}
      for(int k=0;k<5;k++){vec3 l=s-vec3(1.55,0,4.2-2.4*float(k));put(rod(l,vec3(0),vec3(0,1.6,0),.025),CAR)put(rod(l,vec3(0,1.6,0),vec3(-.3,1.68,0),.02),CAR)put(sphere(l-vec3(-.32,1.62,0),.075),GLOW)}
      put(box(p-vec3(1.72,1.75,2.6),vec3(.06,.5,.2),.03),SIGN)put(box(p-vec3(-1.72,1.5,.4),vec3(.06,.42,.18),.03),GLOW2)
      vec3 a=p-vec3(.62,.0,3.6-4.*fract(time));put(box(a-vec3(0,.24,0),vec3(.32,.13,.62),.1),CAR)put(box(a-vec3(0,.42,-.05),vec3(.26,.13,.34),.1),CAR)vec3 t=a;t.x=abs(t.x);put(box(t-vec3(.21,.28,.62),vec3(.07,.035,.03),.01),SIGN)a=p-vec3(-.62,0,-.4+3.*fract(time));put(box(a-vec3(0,.24,0),vec3(.32,.13,.62),.1),CAR)put(box(a-vec3(0,.42,-.05),vec3(.26,.13,.34),.1),CAR)t=a;t.x=abs(t.x);put(sphere(t-vec3(.21,.28,.62),.065),GLOW2)`,
    paint: `if(m==TOWER)c=windows(c*.6,facing(p));if(m==ROAD)c=mix(c,vec3(.6),step(abs(p.x),.03)*step(fract(p.z*.5+.2),.5));`,
    sky: `float k=fbm(q*2.2+vec2(time*.1,2.));c=mix(c,vec3(.6,.35,.55),smoothstep(.5,.85,k)*.4);float y=d.y+.02;float b=.04+.22*hash(vec2(floor(d.x*26.),3.))*smoothstep(.5,.0,abs(d.x));if(y<b){c=vec3(.1,.09,.2);vec2 g=vec2(d.x*150.,y*150.);if(hash(floor(g))>.8)c=vec3(1.,.7,.4)*.4;}`,
    veil: `if(h.y>.5&&h.y<1.5){vec3 pp=o+d*h.x;vec3 r=reflect(d,normalize(vec3(.05*sin(pp.z*9.+6.*sin(pp.x*4.)),1,.05*sin(pp.x*13.+pp.z*5.))));vec2 g2=march(pp+vec3(0,.02,0),r,16.);vec3 k=wallAt(vec2(0,-.1))*.6;if(g2.x>0.){vec3 p=pp+r*g2.x;float ro,me;int m=int(g2.y+.5);materialOf(m,k,ro,me);if(m==TOWER)k=windows(k*.3,facing(p))*.8;else if(m==GLOW||m==GLOW2||m==SIGN)k*=2.;else k*=.4;}c=mix(c,k,.5);}
      float asp=size.x/size.y;vec2 u=vec2(w.x*asp*24.+w.y*2.,w.y*1.4+time*6.);float l=hash(vec2(floor(u.x),floor(u.y+hash(vec2(floor(u.x),2.))*5.)));c+=vec3(.7,.75,.95)*.12*step(.74,l)*smoothstep(.5,.3,abs(fract(u.x)-.5)+.3);`,
  },
  lanterns: {
    from: [0, 1.7, 8],
    to: [0, 2.0, 0],
    zoom: 1.6,
    wall: ["#7E0F1A", "#E2442F"],
    shade: 0.7,
    sunlight: "#FFE0B0",
    floor: "#B8222A",
    materials: {
      GLOW: ["#F2402B", 0.5],
      GOLD: ["#F0BE55", 0.25, 1],
      RED: ["#C91F2B", 0.5],
      DRUM: ["#F5E3C3", 0.6],
      PLUM: ["#FFB3B8", 0.6],
      WOOD: ["#5B2418", 0.7],
      ORANGE: ["#F6921E", 0.45],
      LEAF: ["#3E8B4A", 0.6],
    },
    helpers: `vec3 lan(vec3 p,float s){p/=s;float d=egg(p,vec3(.6,.5,.6))-.02*cos(atan(p.x,p.z)*10.);float g=min(tube(p-vec3(0,.48,0),.28,.06,.02),tube(p+vec3(0,.48,0),.28,.06,.02));float t=min(rod(p,vec3(0,-.5,0),vec3(0,-1.05,0),.07),rod(p,vec3(0,.5,0),vec3(0,4.,0),.015));return vec3(d*.7,g,t)*s;}`,
    shapes: `float sw=.05*sin(time*6.283);vec3 k=lan(p-vec3(-1.5+sw,3.0,0),.95);put(k.x,GLOW)put(k.y,GOLD)put(k.z,GOLD)k=lan(p-vec3(1.55-sw,2.7,.3),1.05);put(k.x,GLOW)put(k.y,GOLD)put(k.z,GOLD)k=lan(p-vec3(-3.3+sw,2.2,-1.),.8);put(k.x,GLOW)put(k.y,GOLD)put(k.z,GOLD)k=lan(p-vec3(3.5-sw,3.3,-1.),.8);put(k.x,GLOW)put(k.y,GOLD)put(k.z,GOLD)k=lan(p-vec3(.1,3.7,-1.2),.7);put(k.x,GLOW)put(k.y,GOLD)put(k.z,GOLD)
      vec3 a=p-vec3(0,0,.2);put(tube(a-vec3(0,.55,0),.82,.5,.12),RED)put(tube(a-vec3(0,1.03,0),.72,.05,.02),DRUM)for(int i=0;i<10;i++){float f=float(i)*.6283;put(sphere(a-vec3(.8*sin(f),.92,.8*cos(f)),.05),GOLD)}put(rod(a,vec3(-.5,1.14,.2),vec3(.3,1.18,.5),.05),WOOD)put(rod(a,vec3(.5,1.14,-.2),vec3(-.25,1.18,.3),.05),WOOD)
      a=p-vec3(-1.7,0,.7);put(sphere(a-vec3(0,.3,0),.3),ORANGE)put(sphere(a-vec3(.5,.28,.2),.28),ORANGE)put(sphere(a-vec3(.22,.72,.08),.28),ORANGE)put(egg(a-vec3(.32,1.0,.08),vec3(.16,.03,.08))*.6,LEAF)
      a=p-vec3(1.65,.0,.6);put(slab(rect(a.xy-vec2(0,.55),vec2(.36,.55),.06),a.z+.2*a.y,.05,.03)*.9,RED)put(slab(length(a.xy-vec2(0,.7))-.14,a.z+.2*a.y-.06,.02,.01)*.9,GOLD)for(int i=0;i<3;i++)put(tube(p-vec3(2.4,.08+.13*float(i),.9),.3,.06,.02),GOLD)`,
    paint: `if(m==GLOW)c=mix(c,vec3(1.,.55,.2),.5+.5*sin(p.y*3.));`,
    sky: `vec2 u=q*size/min(size.x,size.y);for(int i=0;i<14;i++){float k=float(i);vec2 b=vec2(sin(k*2.7)*1.9,.2+.75*sin(k*4.3));c+=vec3(1.,.6,.25)*.12*smoothstep(.16,.13,length(u-b)*(1.+.5*sin(k)));}`,
    veil: `c+=vec3(1.,.35,.12)*.05;`,
  },
} as const satisfies Record<string, Scene>;
