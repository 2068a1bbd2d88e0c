import type { Scene } from "../scene.ts";

/** What one eats and drinks. */
export const TABLE = {
  /** A cup of coffee with beans. */
  coffee: {
    from: [0.3, 3.2, 7],
    to: [0, 0.75, 0],
    zoom: 2.2,
    wall: ["#EBD3B8", "#C79A6B"],
    floor: "#D9B48A",
    materials: {
      CUP: ["#FBF6EE", 0.25],
      COFFEE: ["#4A2513", 0.3],
      FOAM: ["#E8C79B", 0.6],
      BEAN: ["#4B2A17", 0.4],
      WOOD: ["#9C6A3F", 0.6],
      COOKIE: ["#C98B4B", 0.8],
    },
    helpers: `float bean(vec3 p,float a){rot(p.xz,a);float d=egg(p,vec3(.15,.1,.11));return max(d,-rod(p,vec3(-.2,.12,0),vec3(.2,.12,0),.03));}`,
    shapes: `put(tube(p-vec3(0,.05,0),1.25,.05,.04),CUP)
      vec3 a=p-vec3(0,.72,0);float c=cone(a,.6,.5,.82,.1);c=max(c,-cone(a-vec3(0,.14,0),.6,.42,.74,.05));put(c,CUP)
      vec3 b=a-vec3(.82,.02,0);rot(b.xy,-.2);put(max(ringZ(b*vec3(1.1,1,1),.3,.07),-(length(a.xz)-.66)),CUP)
      put(tube(p-vec3(0,1.12,0),.72,.05,.02),COFFEE)
      put(bean(p-vec3(-1.7,.1,.9),.4),BEAN)put(bean(p-vec3(-1.4,.1,1.2),1.4),BEAN)put(bean(p-vec3(1.5,.1,1.1),2.2),BEAN)put(bean(p-vec3(1.85,.1,.8),.2),BEAN)put(bean(p-vec3(-2.1,.1,.3),1.),BEAN)
      put(bean(p-vec3(2.6,.1,.2),.9),BEAN)put(bean(p-vec3(-2.9,.1,.9),2.9),BEAN)
      put(tube(p-vec3(-2.4,.1,-.7),.45,.09,.07),COOKIE)put(tube(p-vec3(-2.3,.28,-.66),.45,.09,.07),COOKIE)put(tube(p-vec3(2.4,.1,-.8),.45,.09,.07),COOKIE)
      put(rod(p,vec3(.9,.14,.75),vec3(1.9,.14,-.1),.035),WOOD)`,
    paint: `if(m==COFFEE){vec2 u=p.xz*1.6;float g=sin(8.*length(u-vec2(0,.1))+3.*sin(atan(u.x,u.y)*2.));c=mix(c,vec3(.78,.52,.27),smoothstep(.1,.6,g)*smoothstep(.75,.45,length(p.xz)/1.0));}
      if(m==COOKIE)c*=.55+.6*smoothstep(.25,.45,noise(p.xz*9.));`,
  },
  /** A cake with cream and strawberries. */
  cake: {
    from: [0.2, 2.9, 7.2],
    to: [0, 0.95, 0],
    zoom: 2.2,
    wall: ["#FBD9DC", "#EFA9B4"],
    floor: "#F6C3CA",
    materials: {
      PLATE: ["#FFFFFF", 0.2],
      SPONGE: ["#E9B872", 0.8],
      CREAM: ["#FFF6EC", 0.45],
      BERRY: ["#D7263D", 0.25],
      LEAF: ["#5C9A4E", 0.6],
      GOLD: ["#E9BE6A", 0.25, 1],
    },
    helpers: `float berry(vec3 p){p.y+=.02;float d=egg(p-vec3(0,.17,0),vec3(.17,.22,.17));return d;}`,
    shapes: `put(tube(p-vec3(0,.3,0),1.5,.05,.04),PLATE)put(cone(p-vec3(0,.14,0),.14,.6,.25,.03),PLATE)
      put(tube(p-vec3(0,.62,0),1.1,.28,.04),SPONGE)put(tube(p-vec3(0,.85,0),1.14,.09,.08),CREAM)put(tube(p-vec3(0,1.12,0),1.1,.22,.04),SPONGE)
      float top=tube(p-vec3(0,1.36,0),1.15,.1,.09);float an=atan(p.x,p.z);float drip=box(vec3(mod(an,.45)-.225,p.y-1.18+.1*sin(floor(an/.45)*2.4),length(p.xz)-1.1),vec3(.11,.2,.07),.07);put(smin(top,drip,.08)*.8,CREAM)
      float k=floor(an/.7854)*.7854+.3927;vec3 b=p-vec3(sin(k)*.82,1.45,cos(k)*.82);put(egg(b-vec3(0,.06,0),vec3(.2,.15,.2)),CREAM)put(berry(b-vec3(0,.12,0))*.9,BERRY)
      put(berry((p-vec3(0,1.48,0))*.75)/.75,BERRY)put(berry(p-vec3(-1.95,.02,.8)),BERRY)put(berry(p-vec3(2.,.02,.7)),BERRY)
      put(sphere(p-vec3(2.7,.3,-.4),.3),GOLD)put(sphere(p-vec3(-2.8,.36,-.5),.36),PLATE)put(sphere(p-vec3(-3.6,.2,.4),.2),BERRY)`,
    paint: `if(m==BERRY){vec2 u=vec2(atan(p.x,p.z)*26.,p.y*34.);c=mix(c,vec3(.95,.75,.35),smoothstep(.35,.2,length(fract(u+vec2(0.5*mod(floor(u.y),2.),0))-.5))*.55);}
      if(m==SPONGE)c*=.85+.3*noise(p.xy*18.+p.z*9.);`,
  },
  /** Bread from the oven. */
  bread: {
    from: [-0.3, 2.6, 7],
    to: [0, 0.7, 0],
    zoom: 2.3,
    wall: ["#F4E1C1", "#DDB27A"],
    floor: "#E7C795",
    materials: {
      CRUST: ["#B9722E", 0.6],
      PALE: ["#EBC789", 0.8],
      BOARD: ["#8A5A34", 0.6],
      CLOTH: ["#7E9AA8", 0.8],
      BUTTER: ["#FFDF7E", 0.35],
    },
    shapes: `put(box(p-vec3(0,.08,0),vec3(2.1,.08,1.05),.06),BOARD)
      vec3 a=p-vec3(-.35,.62,-.25);rot(a.xz,.12);float loaf=egg(a,vec3(1.25,.55,.55));float x=a.x;for(int i=0;i<4;i++){vec3 b=a-vec3(-.72+.48*float(i),.56,0);rot(b.xz,.6);loaf=max(loaf,-box(b,vec3(.05,.14,.4),.04));}put(loaf*.85,CRUST)
      a=p-vec3(1.25,.5,.35);put(smin(egg(a,vec3(.48,.38,.48)),egg(a-vec3(0,.18,0),vec3(.34,.26,.34)),.1)*.9,CRUST)
      a=p-vec3(.15,.3,.78);rot(a.xy,.2);rot(a.yz,.3);put(box(a,vec3(.46,.3,.06),.06),PALE)
      a=p-vec3(-1.35,.3,.75);float an=atan(a.z,a.x);put((length(vec2(length(a.xz-vec2(0,.15))-.42,a.y))-.2+.04*cos(an*9.))*.8*(1.),CRUST)
      put(box(p-vec3(2.6,.14,.3),vec3(.34,.13,.22),.04),BUTTER)put(sphere(p-vec3(-2.9,.28,-.3),.28),PALE)put(sphere(p-vec3(3.4,.2,-.6),.2),CRUST)`,
    paint: `if(m==CRUST)c=mix(c*.8,c*1.5,smoothstep(.3,.8,fbm(p.xz*3.+p.y*2.)));if(m==PALE)c*=.8+.35*noise(p.xy*16.);if(m==BOARD)c*=.8+.3*noise(vec2(p.x*1.5,p.z*22.));`,
  },
  /** A burger and a drink. */
  burger: {
    from: [0.2, 2.2, 7.4],
    to: [0, 1.05, 0],
    zoom: 2.1,
    wall: ["#FFD36B", "#F39A2E"],
    floor: "#F9B74C",
    materials: {
      BUN: ["#D98A3A", 0.4],
      MEAT: ["#5A2E1A", 0.7],
      LETTUCE: ["#77B34A", 0.6],
      CHEESE: ["#FFC83D", 0.4],
      TOMATO: ["#D8382C", 0.3],
      SEED: ["#FFF1D0", 0.6],
      RED: ["#D7263D", 0.4],
      WHITE: ["#FFF9F0", 0.5],
      FRY: ["#FFCB57", 0.6],
    },
    shapes: `vec3 a=p-vec3(-.5,0,0);put(tube(a-vec3(0,.25,0),.98,.24,.16),BUN)put(tube(a-vec3(0,.6,0),1.05,.15,.1),MEAT)
      vec3 b=a-vec3(0,.8,0);rot(b.xz,.5);put(box(b,vec3(.88,.035,.88),.03),CHEESE)
      float w=.06*sin(atan(a.x,a.z)*11.);put((tube(a-vec3(0,.93+w,0),1.13,.035,.03))*.6,LETTUCE)put(tube(a-vec3(0,1.03,0),.9,.07,.05),TOMATO)
      float top=max(egg(a-vec3(0,1.12,0),vec3(1.08,.78,1.08)),1.1-a.y);put(top,BUN)
      vec3 n=a-vec3(0,1.12,0);float la=acos(clamp(n.y/max(length(n/vec3(1.08,.78,1.08))*.78,.01),-1.,1.));float lo=atan(n.x,n.z);
      for(int i=0;i<9;i++){float f=float(i);float t=f*2.4,u=.15+.085*f;vec3 s=n-vec3(1.06*sin(u)*sin(t),.77*cos(u),1.06*sin(u)*cos(t));put(egg(s,vec3(.07,.05,.07)),SEED)}
      a=p-vec3(1.35,0,.1);put(cone(a-vec3(0,.75,0),.75,.4,.56,.03),RED)put(tube(a-vec3(0,1.53,0),.6,.06,.03),WHITE)put(rod(a,vec3(.1,1.5,0),vec3(.32,2.25,0),.05),WHITE)put(box(a-vec3(0,.8,.0),vec3(.0),.0)-0.0,WHITE)
      a=p-vec3(-2.5,0,.3);put(box(a-vec3(0,.35,0),vec3(.42,.35,.22),.03),RED)for(int i=0;i<7;i++){float f=float(i)-3.;vec3 s=a-vec3(f*.115,.75+.12*sin(f*2.3),.05*cos(f*3.));put(box(s,vec3(.045,.35,.045),.01),FRY)}`,
  },
  /** Oranges, an apple and a bowl. */
  fruit: {
    from: [0, 2.8, 7.2],
    to: [0, 0.85, 0],
    zoom: 2.15,
    wall: ["#CFE8C9", "#8CC084"],
    floor: "#B2D8A6",
    materials: {
      ORANGE: ["#F6921E", 0.45],
      APPLE: ["#D02B2B", 0.2],
      PEAR: ["#C6D44B", 0.4],
      BOWL: ["#FFFFFF", 0.2],
      LEAF: ["#3E7D3A", 0.5],
      STEM: ["#5A3A1E", 0.8],
      GRAPE: ["#5B2C6F", 0.2],
    },
    helpers: `float apple(vec3 p){float l=length(p.xz);return (length(vec2(l-.18,p.y*.95))-.36-.04*p.y)*.8;}
      float leaf(vec3 p,float a){rot(p.xz,a);p.x-=.2;return egg(p,vec3(.24,.02,.1))*.6;}`,
    shapes: `vec3 a=p-vec3(0,.62,0);float bowl=max(egg(a,vec3(1.5,.62,1.5)),a.y-.02);bowl=max(bowl,-egg(a-vec3(0,.08,0),vec3(1.4,.6,1.4)));put(bowl*.8,BOWL)put(tube(p-vec3(0,.06,0),.6,.06,.03),BOWL)
      put(sphere(p-vec3(-.55,.95,.35),.5),ORANGE)put(sphere(p-vec3(.55,.98,.45),.48),ORANGE)put(sphere(p-vec3(-.1,1.45,-.05),.48),ORANGE)put(sphere(p-vec3(-.75,1.0,-.55),.48),ORANGE)
      put(apple(p-vec3(.72,1.12,-.42)),APPLE)put(rod(p,vec3(.72,1.4,-.42),vec3(.78,1.72,-.42),.03),STEM)put(leaf(p-vec3(.76,1.62,-.42),.3),LEAF)put(leaf(p-vec3(-.1,1.93,-.05),-.5),LEAF)
      put(apple(p-vec3(-2.1,.38,.55)),APPLE)put(rod(p,vec3(-2.1,.66,.55),vec3(-2.04,.95,.55),.03),STEM)
      put(smin(sphere(p-vec3(2.05,.42,.3),.42),sphere(p-vec3(2.1,.92,.28),.22),.3),PEAR)put(rod(p,vec3(2.1,1.1,.28),vec3(2.16,1.36,.28),.025),STEM)
      for(int i=0;i<8;i++){float f=float(i);vec3 b=p-vec3(1.0+.24*mod(f,3.)+.1*floor(f/3.),.14+.2*step(6.,f),1.25+.2*floor(f/3.)-.3*step(6.,f));put(sphere(b,.15),GRAPE)}
      put(sphere(p-vec3(3.1,.45,-.4),.45),ORANGE)put(sphere(p-vec3(-3.2,.46,-.3),.46),ORANGE)`,
    paint: `if(m==ORANGE)c*=.92+.12*noise(p.xy*40.+p.z*31.);if(m==APPLE)c=mix(c,vec3(.75,.55,.12),.5*smoothstep(.45,.8,fbm(p.xz*3.+p.y)));`,
  },
  /** A melon that is cut. */
  melon: {
    from: [0, 2.4, 7],
    to: [0, 0.8, 0],
    zoom: 2.3,
    wall: ["#FBE3D0", "#F4A58A"],
    floor: "#F8C7AE",
    materials: {
      RIND: ["#2F7D3B", 0.3],
      FLESH: ["#E8404A", 0.4],
      SEED: ["#2A1A16", 0.3],
      ICE: ["#DFF3F7", 0.1],
    },
    shapes: `vec3 a=p-vec3(-.75,.95,-.4);put(sphere(a,.95),RIND)
      a=p-vec3(1.0,.72,.35);rot(a.xy,.35);float in1=length(a)-.9;float half1=max(in1,a.z);rot(a.yz,.0);put(half1,RIND)
      a=p-vec3(.35,.08,1.2);rot(a.xz,.25);float d=max(length(a.xy)-.85,-a.y);put(slab(d,a.z,.14,.02),RIND)
      put(sphere(p-vec3(2.7,.3,-.2),.3),ICE)put(sphere(p-vec3(-2.6,.22,.5),.22),ICE)put(sphere(p-vec3(-3.1,.34,-.3),.34),RIND)`,
    paint: `if(m==RIND){vec3 a=p-vec3(1.0,.72,.35);rot(a.xy,.35);vec3 b=p-vec3(.35,.08,1.2);rot(b.xz,.25);float cut=-1.;if(abs(a.z)<.012&&length(a)<.92)cut=length(a)/.9;if(length(b.xy)<.87&&abs(b.z)<.17&&b.y>-.01&&length(b.xy)<.842)cut=length(b.xy)/.85;
      if(cut>=0.){c=cut>.93?vec3(.12,.32,.1):cut>.84?vec3(.85,.92,.7):vec3(.82,.07,.09)*(.85+.2*noise(p.xy*18.));vec2 u=(abs(a.z)<.02?a.xy:b.xy);float r=length(u);float an=atan(u.x,u.y);float ring=abs(r-.5);float s=length(vec2((fract(an*2.2)-.5)*.45,ring))-.045;if(s<0.&&cut<.8)c=vec3(.02);}
      else{vec3 g=p-vec3(-.75,.95,-.4);float st=sin(atan(g.x,g.z)*9.+2.*noise(g.xy*5.));c=mix(c,c*.35,smoothstep(.0,.5,st));}}`,
  },
  /** Milk in a bottle and a carton. */
  milk: {
    from: [0.2, 1.9, 7],
    to: [0, 1.1, 0],
    zoom: 2.2,
    wall: ["#CFE6F5", "#8FBEDF"],
    floor: "#B2D5EA",
    materials: {
      MILK: ["#FFFFFF", 0.2],
      BLUE: ["#2B6CB0", 0.4],
      CAP: ["#2B6CB0", 0.35],
      CARTON: ["#F7FBFF", 0.5],
      COOKIE: ["#C98B4B", 0.8],
    },
    shapes: `vec3 a=p-vec3(-.7,0,.1);float b=tube(a-vec3(0,.75,0),.52,.75,.18);b=smin(b,cone(a-vec3(0,1.62,0),.22,.42,.24,.04),.2);b=smin(b,tube(a-vec3(0,1.85,0),.24,.16,.04),.06);put(b,MILK)put(tube(a-vec3(0,2.06,0),.28,.1,.04),CAP)
      a=p-vec3(.8,0,-.2);rot(a.xz,-.35);put(box(a-vec3(0,.75,0),vec3(.5,.75,.5),.03),CARTON)vec3 g=a-vec3(0,1.5,0);float roof=max(max(abs(g.z)*.8+g.y*.75-.4,abs(g.x)-.5),-g.y);put(roof*.9,BLUE)put(box(a-vec3(0,2.12,0),vec3(.5,.12,.03),.01),CARTON)
      put(tube(p-vec3(-1.8,.09,.7),.36,.08,.06),COOKIE)put(tube(p-vec3(1.7,.09,.9),.36,.08,.06),COOKIE)put(tube(p-vec3(1.75,.25,.86),.36,.08,.06),COOKIE)put(sphere(p-vec3(2.9,.3,-.4),.3),MILK)put(sphere(p-vec3(-2.9,.24,-.2),.24),BLUE)`,
    paint: `if(m==CARTON){float y=p.y-.62-.12*sin(p.x*4.+p.z*3.);if(y<0.)c=vec3(.04,.17,.45);}if(m==COOKIE)c*=.5+.7*smoothstep(.25,.45,noise(p.xz*10.));if(m==MILK&&p.y>1.75)c*=.95;`,
  },
  /** A pot of tea and cups. */
  tea: {
    from: [0.2, 2.7, 7.2],
    to: [0, 0.85, 0],
    zoom: 2.15,
    wall: ["#DDE6C8", "#9DB27A"],
    floor: "#BFCB9B",
    materials: {
      CLAY: ["#8A4B34", 0.5],
      TEA: ["#B9852C", 0.15],
      CUP: ["#F3EFE2", 0.25],
      TRAY: ["#5B3A25", 0.5],
      LEAF: ["#4F7A3A", 0.6],
    },
    helpers: `float cup(vec3 p){float d=cone(p-vec3(0,.22,0),.22,.2,.36,.04);return max(d,-cone(p-vec3(0,.28,0),.22,.16,.32,.02));}
      float leaf(vec3 p,float a){rot(p.xz,a);return egg(p,vec3(.26,.03,.1))*.6;}`,
    shapes: `put(box(p-vec3(0,.1,.15),vec3(2.2,.1,1.2),.06),TRAY)
      vec3 a=p-vec3(-.5,.2,-.1);float pot=egg(a-vec3(0,.55,0),vec3(.85,.62,.85));float spout=rod(a,vec3(.7,.45,0),vec3(1.3,.95,0),.13);pot=smin(pot,spout,.2);put(pot*.9,CLAY)put(ringZ((a-vec3(-.95,.62,0))*vec3(1.,.85,1),.35,.08)*.9,CLAY)
      put(tube(a-vec3(0,1.12,0),.42,.05,.03),CLAY)put(sphere(a-vec3(0,1.26,0),.12),CLAY)
      put(cup(p-vec3(1.15,.2,.55)),CUP)put(tube(p-vec3(1.15,.5,.55),.31,.02,.01),TEA)put(cup(p-vec3(.35,.2,.95)),CUP)put(tube(p-vec3(.35,.5,.95),.31,.02,.01),TEA)
      put(leaf(p-vec3(-1.6,.23,.8),.5),LEAF)put(leaf(p-vec3(-1.35,.23,.95),1.3),LEAF)put(leaf(p-vec3(2.6,.04,.6),2.3),LEAF)put(leaf(p-vec3(2.8,.04,.4),.7),LEAF)put(leaf(p-vec3(-2.8,.04,.3),1.9),LEAF)put(tube(p-vec3(2.7,.5,-.7),.45,.5,.05),LEAF)put(tube(p-vec3(2.7,1.05,-.7),.48,.08,.03),CUP)`,
  },
  /** Popcorn at the cinema. */
  popcorn: {
    from: [0, 2.2, 7.4],
    to: [0, 1.25, 0],
    zoom: 2.05,
    wall: ["#5A2A6E", "#2B1340"],
    floor: "#3D1B56",
    shade: 0.75,
    sunlight: "#FFD9B0",
    materials: {
      BOX: ["#D7263D", 0.5],
      CORN: ["#FFE7A8", 0.7],
      REEL: ["#3A3F4B", 0.35, 1],
      TICKET: ["#F2B84B", 0.6],
      GLASS: ["#22252E", 0.2],
    },
    shapes: `vec3 a=p-vec3(-.1,0,0);put(cone(a-vec3(0,.85,0),.85,.6,.85,.02),BOX)
      for(int i=0;i<22;i++){float f=float(i),t=f*2.399,u=sqrt(f/22.)*.85;vec3 b=a-vec3(u*sin(t),1.78+.3*(1.-u)+.06*sin(f*5.),u*cos(t));float k=smin(smin(sphere(b,.17),sphere(b-vec3(.12,.06,.03),.11),.05),sphere(b-vec3(-.08,.09,.06),.1),.05);put(k,CORN)}
      a=p-vec3(-1.95,.75,.0);rot(a.xz,.4);float reel=slab(length(a.xy)-.75,a.z,.09,.02);vec2 q=a.xy;float an=floor((atan(q.x,q.y)+.63)/1.2566)*1.2566;q-=.43*vec2(sin(an),cos(an));reel=max(reel,-(length(q)-.19));put(reel,REEL)
      a=p-vec3(1.65,.06,.7);rot(a.xz,.5);put(box(a,vec3(.6,.03,.28),.01),TICKET)a=p-vec3(1.75,.13,.6);rot(a.xz,.1);put(box(a,vec3(.6,.03,.28),.01),TICKET)
      put(sphere(p-vec3(-1.0,.14,1.0),.14),CORN)put(sphere(p-vec3(.8,.13,1.2),.13),CORN)put(sphere(p-vec3(2.9,.14,.2),.14),CORN)put(cone(p-vec3(2.3,.7,-.5),.7,.35,.48,.03),REEL)put(rod(p,vec3(2.35,1.4,-.5),vec3(2.6,2.1,-.5),.05),TICKET)`,
    paint: `if(m==BOX){float st=sin(atan(p.x+.1,p.z)*10.);c=mix(c,vec3(.95,.9,.85),step(0.,st));}`,
    sky: `c+=vec3(.5,.2,.6)*.5*smoothstep(.35,.0,abs(q.x-.55+.5*q.y))+vec3(.2,.35,.8)*.4*smoothstep(.3,.0,abs(q.x+.6-.4*q.y));`,
  },
  /** Moon cakes under a moon. */
  mooncake: {
    from: [0, 2.4, 7.2],
    to: [0, 0.95, 0],
    zoom: 2.1,
    wall: ["#22315E", "#5A5FA0"],
    floor: "#4C5596",
    shade: 0.7,
    sunlight: "#FFE2AE",
    materials: {
      CRUST: ["#C77B30", 0.45],
      PLATE: ["#E9EDF7", 0.2],
      GOLD: ["#EFC15B", 0.25, 1],
      LEAF: ["#D98A2B", 0.6],
    },
    helpers: `float mc(vec3 p,float s){float an=atan(p.x,p.z);float r=.72+.035*abs(cos(an*7.));vec2 q=abs(vec2(length(p.xz),p.y))-vec2(r,.26)+.08;float d=min(max(q.x,q.y),0.)+length(max(q,0.))-.08;
      float pat=abs(length(p.xz)-.45)-.03;float pet=abs(length(p.xz)-.24-.1*cos(an*6.))-.025;return (d-.035*smoothstep(.03,.0,min(pat,pet))*step(0.,p.y))*.8;}`,
    shapes: `put(tube(p-vec3(0,.06,.1),1.75,.06,.04),PLATE)put(mc(p-vec3(-.75,.4,.3),1.),CRUST)put(mc(p-vec3(.75,.4,.35),1.),CRUST)put(mc(p-vec3(0,.92,.15),1.),CRUST)
      put(cone(p-vec3(2.35,.42,-.2),.4,.2,.38,.03),PLATE)put(sphere(p-vec3(-2.5,.3,.2),.3),GOLD)put(sphere(p-vec3(3.1,.2,.5),.2),GOLD)put(sphere(p-vec3(-3.1,.16,.7),.16),CRUST)`,
    sky: `float mo=length((q-vec2(.0,.42))*size/min(size.x,size.y));c=mix(c,vec3(1.,.86,.52)*(.92+.14*fbm(q*5.)),smoothstep(.62,.6,mo));c+=vec3(.55,.42,.2)*exp(-2.4*max(mo-.6,0.));c+=vec3(.9)*step(.9975,hash(floor(q*size/5.)))*.5*step(.62,mo);`,
  },
} as const satisfies Record<string, Scene>;
