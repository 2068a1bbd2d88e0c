import type { Scene } from "../scene.ts";

/** Learning, play, health and what services are told by. */
export const DESK = {
  books: {
    from: [0.5, 2.3, 7.4],
    to: [0, 1.1, 0],
    zoom: 2.05,
    wall: ["#CFE3F2", "#7FB0D3"],
    floor: "#A9CBE3",
    materials: {
      RED: ["#D1495B", 0.6],
      TEAL: ["#2A7F7A", 0.6],
      YELLOW: ["#EDAE49", 0.6],
      PAGE: ["#FAF5E9", 0.8],
      PENCIL: ["#F2C14E", 0.4],
      WOOD: ["#E8C79B", 0.8],
      CAP: ["#22304A", 0.7],
      GOLD: ["#E6B84F", 0.25, 1],
      APPLE: ["#C9302C", 0.25],
    },
    helpers: `vec2 bk(vec3 p,vec3 b){float cover=max(box(p,b,.03),-box(p-vec3(.06,0,0),vec3(b.x,b.y-.04,b.z+.1),.0));return vec2(cover,box(p-vec3(.0,0,0),vec3(b.x-.04,b.y-.04,b.z-.04),.01));}`,
    shapes: `vec3 a=p-vec3(-.2,.2,0);rot(a.xz,.1);vec2 k=bk(a,vec3(1.15,.2,.75));put(k.x,TEAL)put(k.y,PAGE)a=p-vec3(-.15,.58,0);rot(a.xz,-.2);k=bk(a,vec3(1.05,.18,.72));put(k.x,RED)put(k.y,PAGE)a=p-vec3(-.2,.92,0);rot(a.xz,.22);k=bk(a,vec3(.95,.16,.68));put(k.x,YELLOW)put(k.y,PAGE)
      a=p-vec3(-.2,1.2,0);put(cone(a-vec3(0,.14,0),.2,.46,.42,.04),CAP)vec3 b=a-vec3(0,.4,0);rot(b.xz,.6);rot(b.xy,.06);put(box(b,vec3(.82,.035,.82),.02),CAP)put(sphere(a-vec3(0,.46,0),.06),GOLD)put(rod(a,vec3(0,.45,0),vec3(.85,.42,.25),.018),GOLD)put(rod(a,vec3(.85,.42,.25),vec3(.87,.05,.27),.03),GOLD)
      a=p-vec3(1.75,0,.3);put(cone(a-vec3(0,.42,0),.42,.3,.36,.03),RED)for(int i=0;i<5;i++){float f=float(i);vec3 t=vec3(.16*sin(f*1.3),1.15+.12*cos(f*2.),.16*cos(f*1.3));put(rod(a,vec3(t.x*.4,.4,t.z*.4),t,.055),PENCIL)put(sphere(a-t-vec3(0,.05,0),.05),CAP)}
      a=p-vec3(-2.0,.36,.6);float l=length(a.xz);put((length(vec2(l-.16,a.y*.95))-.32)*.8,APPLE)put(rod(a,vec3(0,.2,0),vec3(.04,.5,0),.025),TEAL)put(sphere(p-vec3(2.9,.4,-.6),.4),YELLOW)put(box(p-vec3(-3.1,.35,-.4),vec3(.35),.05),TEAL)`,
    paint: `if(m==PAGE)c*=.9+.1*sin(p.y*120.);`,
  },
  rocket: {
    from: [0, 2.0, 8],
    to: [0, 1.9, 0],
    zoom: 1.75,
    wall: ["#141B3F", "#4B3F8F"],
    shade: 0.65,
    sunlight: "#FFE8D0",
    sun: [-0.6, 0.6, 0.7],
    materials: {
      WHITE: ["#F6F7FB", 0.35],
      RED: ["#E4572E", 0.4],
      GLASS: ["#4CC9F0", 0.1],
      GOLD: ["#F2C14E", 0.3, 1],
      GLOW: ["#FFC04A", 0.5],
      MOON: ["#C9C6D9", 0.9],
      PLANET: ["#E79A6D", 0.8],
      RING: ["#F3D9B0", 0.7],
      CLOUD: ["#E9E4FA", 0.9],
    },
    helpers: `\n#define LIFT (1.6*time)\n`,
    shapes: `vec3 a=p-vec3(0,1.75+LIFT*.0,0);a.y-=.12*sin(time*6.28);rot(a.xy,.28);float body=egg(a,vec3(.55,1.35,.55));body=max(body,-a.y-.95);put(body,WHITE)put(max(egg(a,vec3(.56,1.36,.56)),.72-a.y),RED)put(tubeZ(a-vec3(0,.25,.46),.2,.08,.03),GOLD)put(egg(a-vec3(0,.25,.5),vec3(.15,.15,.1)),GLASS)
      vec3 b=a;float k=floor(atan(b.x,b.z)/2.0944+.5)*2.0944;rot(b.xz,k);put(slab(max(rect(b.zy-vec2(.55,-.75),vec2(.28,.4),.06),(b.z-.2)*.6+b.y*.55-.15),b.x,.05,.02)*.9,RED)
      put(cone(a-vec3(0,-1.02,0),.12,.4,.3,.02),GOLD)float fl=1.+.12*sin(time*40.);put(egg(a-vec3(0,-1.45,0),vec3(.26,.62*fl,.26)),GLOW)
      put(sphere(p-vec3(-2.5,2.9,-2.),.75),MOON)put(sphere(p-vec3(2.6,3.1,-2.4),.62),PLANET)vec3 q2=p-vec3(2.6,3.1,-2.4);rot(q2.xy,.4);rot(q2.yz,.3);put(max(abs(length(q2.xz)-1.)-.16,abs(q2.y)-.02),RING)
      float cl=1e9;for(int i=0;i<9;i++){float f=float(i)-4.;cl=smin(cl,sphere(p-vec3(f*1.0,-.35+.22*sin(f*2.3),.2*cos(f*3.)),.62+.16*sin(f*5.)),.25);}put(cl,CLOUD)`,
    paint: `if(m==MOON){float n=noise(p.xy*4.5+3.);c*=.7+.4*smoothstep(.3,.5,n);}if(m==PLANET)c=mix(c,c*1.3,sin(p.y*14.+2.*noise(p.xy*3.)));`,
    sky: `vec2 g=q*size/7.;float st=hash(floor(g));c+=vec3(.9,.95,1.)*smoothstep(.9965,1.,st)*smoothstep(.5,.1,length(fract(g)-.5))*1.4;c+=vec3(.35,.16,.4)*smoothstep(.4,.9,fbm(q*1.6+3.))*.5;`,
  },
  teddy: {
    from: [0.2, 1.9, 7],
    to: [0, 1.1, 0],
    zoom: 2.15,
    wall: ["#FCE9D2", "#F3BE8B"],
    floor: "#F7D0A6",
    materials: {
      FUR: ["#B07A4A", 0.95],
      PALE: ["#E9CFA9", 0.95],
      BLACK: ["#221A16", 0.2],
      BLUE: ["#5AA2D6", 0.5],
      RED: ["#E4665A", 0.5],
      GREEN: ["#7DBB7A", 0.5],
    },
    shapes: `vec3 a=p-vec3(-.1,0,0);vec3 s=a;s.x=abs(s.x);float d=egg(a-vec3(0,.72,0),vec3(.68,.72,.6));d=smin(d,sphere(a-vec3(0,1.75,.05),.6),.12);d=smin(d,egg(s-vec3(.72,.95,.2),vec3(.24,.45,.24)),.1);d=smin(d,egg(s-vec3(.48,.28,.62),vec3(.28,.28,.42)),.1);d=smin(d,sphere(s-vec3(.46,2.2,.0),.22),.06);put(d,FUR)
      put(egg(a-vec3(0,.72,.22),vec3(.46,.5,.42)),PALE)put(egg(a-vec3(0,1.62,.5),vec3(.28,.22,.2)),PALE)put(egg(a-vec3(0,1.7,.69),vec3(.1,.07,.06)),BLACK)put(sphere(s-vec3(.22,1.88,.57),.075),BLACK)put(sphere(s-vec3(.46,2.2,.14),.13),PALE)put(egg(s-vec3(.48,.3,1.0),vec3(.17,.18,.06)),PALE)
      put(egg(s-vec3(.16,1.2,.52),vec3(.17,.11,.07)),RED)put(sphere(a-vec3(0,1.2,.55),.08),RED)
      vec3 b=p-vec3(1.75,.36,.4);rot(b.xz,.4);put(box(b,vec3(.36),.06),BLUE)b=p-vec3(1.7,1.0,.35);rot(b.xz,-.2);put(box(b,vec3(.28),.05),GREEN)b=p-vec3(-1.8,.4,.5);put(sphere(b,.4),RED)put(box(p-vec3(-2.7,.3,-.2),vec3(.3),.05),GREEN)put(sphere(p-vec3(2.9,.28,-.1),.28),RED)`,
    paint: `if(m==FUR||m==PALE)c*=.8+.35*noise(p.xy*30.+p.z*22.);if(m==RED&&p.x<-1.){float an=atan(p.x+1.8,p.y-.4);c=mix(c,vec3(1,.95,.85),step(.3,sin(an*4.)));}`,
  },
  blocks: {
    from: [0.3, 2.1, 7],
    to: [0, 1.1, 0],
    zoom: 2.1,
    wall: ["#D8EFEF", "#8CCFD0"],
    floor: "#B0DEDE",
    materials: {
      RED: ["#E4572E", 0.4],
      YELLOW: ["#F7C948", 0.4],
      BLUE: ["#3D7DD8", 0.4],
      GREEN: ["#69B578", 0.4],
      WOOD: ["#D9A76A", 0.7],
      WHITE: ["#FFF8EF", 0.6],
    },
    shapes: `put(box(p-vec3(-.7,.4,0),vec3(.4),.06),BLUE)put(box(p-vec3(.35,.4,.05),vec3(.4),.06),YELLOW)vec3 a=p-vec3(-.15,1.2,0);rot(a.xz,.3);put(box(a,vec3(.4),.06),RED)put(slab(max(max(abs(a.x)*.86+(a.y-.4)*.5-.36,-(a.y-.42)),-9.),a.z,.38,.04),GREEN)
      a=p-vec3(1.5,0,.3);put(tube(a-vec3(0,.1,0),.55,.1,.05),WOOD)put(ring(a-vec3(0,.34,0),.36,.15),RED)put(ring(a-vec3(0,.6,0),.3,.14),YELLOW)put(ring(a-vec3(0,.84,0),.24,.13),GREEN)put(ring(a-vec3(0,1.05,0),.17,.12),BLUE)put(sphere(a-vec3(0,1.3,0),.17),WHITE)
      a=p-vec3(-1.9,0,.5);put(box(a-vec3(0,.4,0),vec3(.52,.2,.28),.1),RED)put(box(a-vec3(.1,.68,0),vec3(.26,.16,.24),.08),WHITE)vec3 w=a;w.x=abs(w.x);put(tubeZ(w-vec3(.3,.2,.26),.19,.06,.03),WOOD)put(sphere(p-vec3(2.8,.34,-.3),.34),BLUE)put(sphere(p-vec3(-3.,.3,-.4),.3),YELLOW)`,
  },
  ball: {
    from: [0.2, 1.8, 7],
    to: [0, 1.0, 0],
    zoom: 2.2,
    wall: ["#FFD8A8", "#E8894A"],
    floor: "#C97B45",
    materials: {
      BALL: ["#D9692B", 0.6],
      BLACK: ["#20242C", 0.5],
      STEEL: ["#C9D0D8", 0.25, 1],
      BLUE: ["#2F6FDE", 0.4],
      WHITE: ["#F7F7F2", 0.5],
    },
    shapes: `put(sphere(p-vec3(-.55,.95,0),.95),BALL)vec3 a=p-vec3(1.2,.33,.55);rot(a.xz,.5);put(tubeX(a,.06,.8,.02),STEEL)vec3 s=a;s.x=abs(s.x);put(tubeX(s-vec3(.52,0,0),.33,.12,.05),BLACK)put(tubeX(s-vec3(.74,0,0),.25,.09,.04),BLACK)
      a=p-vec3(1.35,0,-.75);put(tube(a-vec3(0,.75,0),.32,.75,.12),BLUE)put(tube(a-vec3(0,1.6,0),.2,.14,.04),WHITE)put(tube(a-vec3(0,1.82,0),.1,.1,.04),BLACK)
      put(sphere(p-vec3(-2.2,.26,.6),.26),WHITE)put(sphere(p-vec3(2.8,.3,.1),.3),BALL)put(ring(p-vec3(-2.6,.1,-.6),.5,.1),BLUE)`,
    paint: `if(m==BALL&&p.x<1.){vec3 a=normalize(p-vec3(-.55,.95,0));rot(a.xy,.4);rot(a.xz,.5);float l=min(min(abs(a.x),abs(a.y)),abs(length(a.yz-vec2(0,0))-.0)+9.);l=min(l,abs(abs(a.x)-.55-.25*a.y*a.y));if(l<.022)c=vec3(.03);else c*=.85+.25*noise(p.xy*60.);}`,
  },
  umbrella: {
    from: [0, 1.9, 8],
    to: [0, 1.45, 0],
    zoom: 1.9,
    wall: ["#C4DDF2", "#6E9CC9"],
    floor: "#9ABFDF",
    materials: {
      CLOTH: ["#E4572E", 0.6],
      HOUSE: ["#FFF6E8", 0.7],
      ROOF: ["#31587A", 0.6],
      WOOD: ["#8A5A34", 0.5],
      TREE: ["#5BA36B", 0.8],
      CAR: ["#F2B84B", 0.35],
      BLACK: ["#2A2F38", 0.4],
      STEEL: ["#D5DBE3", 0.2, 1],
    },
    shapes: `vec3 a=p-vec3(0,1.95,0);float an=atan(a.x,a.z);float rr=1.95*(1.-.045*abs(sin(an*4.)));float dome=length(vec3(a.x,a.y*1.5,a.z))-rr;dome=max(abs(dome)-.03,-a.y-.02);put(dome*.6,CLOTH)put(rod(a,vec3(0,-1.75,0),vec3(0,1.5,0),.035),STEEL)put(max(ringZ(a-vec3(.16,-1.7,0),.16,.05),a.y+1.7),WOOD)
      a=p-vec3(-.62,0,.25);put(box(a-vec3(0,.42,0),vec3(.45,.42,.4),.02),HOUSE)put(slab(max(abs(a.x)*.7+(a.y-.84)*.75-.4,.82-a.y),a.z,.48,.02),ROOF)put(box(a-vec3(0,.25,.4),vec3(.11,.25,.02),.01),WOOD)put(box(a-vec3(.26,.52,.4),vec3(.1,.1,.02),.01),ROOF)
      a=p-vec3(.75,0,.55);put(box(a-vec3(0,.25,0),vec3(.46,.14,.22),.08),CAR)put(box(a-vec3(-.03,.43,0),vec3(.26,.13,.2),.08),CAR)vec3 w=a;w.x=abs(w.x);put(tubeZ(w-vec3(.26,.13,.2),.13,.04,.03),BLACK)put(box(a-vec3(-.03,.45,.2),vec3(.2,.075,.01),.02),BLACK)
      a=p-vec3(.4,0,-.5);put(rod(a,vec3(0),vec3(0,.5,0),.06),WOOD)put(sphere(a-vec3(0,.75,0),.36),TREE)put(sphere(p-vec3(2.9,.45,-.5),.45),TREE)put(sphere(p-vec3(-2.8,.36,-.3),.36),TREE)put(sphere(p-vec3(-3.4,.22,.4),.22),CLOTH)`,
    paint: `if(m==CLOTH&&p.y>1.9){float s=sin(atan(p.x,p.z)*4.);c=mix(c,vec3(1.,.93,.85),step(0.,s));}`,
    veil: `vec2 g=vec2(w.x*size.x/size.y*9.+w.y*1.2,w.y*3.);float l=hash(floor(g*vec2(3.,1.)+vec2(0,floor(hash(vec2(floor(g.x*3.),1.))*9.))));c+=vec3(.9,.95,1.)*.10*step(.86,l)*smoothstep(.5,.42,abs(fract(g.x*3.)-.5)+.38);`,
  },
  bulb: {
    from: [0, 1.9, 7.2],
    to: [0, 1.3, 0],
    zoom: 2.0,
    wall: ["#204B57", "#0F2A3A"],
    floor: "#17394A",
    shade: 0.6,
    sunlight: "#FFE9B8",
    materials: {
      GLOW: ["#FFD669", 0.3],
      STEEL: ["#C9CFD6", 0.25, 1],
      LEAF: ["#59B87A", 0.6],
      HOUSE: ["#EAF1EE", 0.7],
      PANEL: ["#20487A", 0.2],
      WIRE: ["#1B222B", 0.5],
    },
    shapes: `vec3 a=p-vec3(0,1.55,0);float d=smin(sphere(a-vec3(0,.3,0),.78),cone(a-vec3(0,-.45,0),.3,.32,.52,.03),.25);put(d,GLOW)for(int i=0;i<3;i++)put(ring(a-vec3(0,-.82-.14*float(i),0),.28,.075),STEEL)put(tube(a-vec3(0,-1.0,0),.28,.26,.05),STEEL)put(sphere(a-vec3(0,-1.32,0),.14),WIRE)
      a=p-vec3(-1.7,0,.1);put(cone(a-vec3(0,.26,0),.26,.26,.34,.04),HOUSE)put(rod(a,vec3(0,.4,0),vec3(.05,1.5,0),.035),LEAF)for(int i=0;i<6;i++){float f=float(i);vec3 b=a-vec3(.03,.62+.17*f,0);rot(b.xz,f*2.4);b.x-=.3-.02*f;rot(b.xy,.45);put(egg(b,vec3(.3-.02*f,.035,.14))*.6,LEAF)}
      a=p-vec3(1.7,0,.1);put(box(a-vec3(0,.4,0),vec3(.5,.4,.4),.02),HOUSE)put(slab(max(abs(a.x)*.7+(a.y-.8)*.75-.42,.78-a.y),a.z,.46,.02),PANEL)put(box(a-vec3(-.15,.4,.4),vec3(.14,.16,.02),.01),GLOW)put(box(a-vec3(.22,.4,.4),vec3(.1,.16,.02),.01),GLOW)put(sphere(p-vec3(2.9,.3,-.4),.3),LEAF)put(sphere(p-vec3(-3.1,.24,.2),.24),STEEL)`,
    veil: `float g=length((w-vec2(0.,.16))*vec2(size.x/min(size.x,size.y),size.y/min(size.x,size.y)));c+=vec3(1.,.72,.3)*.55*exp(-2.4*g);`,
  },
  parcels: {
    from: [0.6, 2.4, 7.6],
    to: [0, 1.0, 0],
    zoom: 2.05,
    wall: ["#D6E2EC", "#8FA9C0"],
    floor: "#B3C6D6",
    materials: {
      CARD: ["#C8935A", 0.8],
      TAPE: ["#E9D3A4", 0.35],
      VAN: ["#2C7BE5", 0.35],
      GLASS: ["#1D2A3A", 0.12],
      WHITE: ["#F7F9FB", 0.45],
      BLACK: ["#23272E", 0.6],
      LIGHT: ["#FFD166", 0.3],
    },
    helpers: `vec2 pk(vec3 p,vec3 b){return vec2(box(p,b,.03),max(box(p,b+.006,.03),abs(p.x)-.11));}`,
    shapes: `vec3 a=p-vec3(-.95,.5,.4);rot(a.xz,.25);vec2 k=pk(a,vec3(.62,.5,.5));put(k.x,CARD)put(k.y,TAPE)a=p-vec3(-.9,1.32,.35);rot(a.xz,-.2);k=pk(a,vec3(.48,.32,.4));put(k.x,CARD)put(k.y,TAPE)a=p-vec3(-2.1,.32,.7);rot(a.xz,-.4);k=pk(a,vec3(.42,.32,.36));put(k.x,CARD)put(k.y,TAPE)
      a=p-vec3(1.1,0,-.5);rot(a.xz,-.35);put(box(a-vec3(-.2,1.0,0),vec3(1.15,.75,.62),.1),WHITE)put(box(a-vec3(-.2,.42,0),vec3(1.16,.2,.63),.08),VAN)float cab=box(a-vec3(1.15,.72,0),vec3(.46,.5,.6),.14);cab=max(cab,(a.x-1.5)*.8+(a.y-.95)*.62);put(cab,VAN)put(max(box(a-vec3(1.18,.98,0),vec3(.38,.2,.615),.06),(a.x-1.45)*.8+(a.y-.95)*.62),GLASS)
      vec3 w=a;w.z=abs(w.z);put(tubeZ(w-vec3(1.05,.26,.58),.27,.09,.05),BLACK)put(tubeZ(w-vec3(-.85,.26,.58),.27,.09,.05),BLACK)put(sphere(w-vec3(1.58,.5,.42),.09),LIGHT)
      put(box(p-vec3(3.3,.28,.7),vec3(.3,.28,.3),.03),CARD)put(box(p-vec3(-3.3,.22,-.2),vec3(.3,.22,.3),.03),CARD)`,
    paint: `if(m==WHITE){vec3 a=p-vec3(1.1,0,-.5);rot(a.xz,-.35);float s=abs(a.y-1.05-.25*sin(a.x*2.));if(s<.07)c=vec3(.03,.2,.75);}if(m==CARD)c*=.93+.1*noise(p.xy*30.);`,
  },
  cards: {
    from: [0, 1.9, 7.2],
    to: [0, 1.25, 0],
    zoom: 2.05,
    wall: ["#D9C9A8", "#8E7345"],
    floor: "#B79A66",
    materials: {
      NAVY: ["#1E2A4A", 0.25],
      RED: ["#A61C2C", 0.3],
      GOLD: ["#E9C36B", 0.22, 1],
      STONE: ["#F4EBDA", 0.6],
    },
    helpers: `float card(vec3 p){return slab(rect(p.xy,vec2(1.15,.72),.1),p.z,.03,.01);}float coin(vec3 p){float d=slab(length(p.xy)-.36,p.z,.06,.02);return max(d,-slab(length(p.xy)-.28,abs(p.z)-.07,.025,.005));}`,
    shapes: `put(tube(p-vec3(0,.1,0),1.8,.1,.05),STONE)put(tube(p-vec3(0,.28,0),1.45,.08,.04),STONE)
      vec3 a=p-vec3(.15,1.5,-.35);rot(a.xy,-.25);rot(a.xz,.25);put(card(a),RED)put(box(a-vec3(-.65,.05,.03),vec3(.17,.13,.012),.03),GOLD)a=p-vec3(-.15,1.35,.3);rot(a.xy,.18);rot(a.xz,.2);rot(a.yz,-.12);put(card(a),NAVY)put(box(a-vec3(-.65,.1,.03),vec3(.17,.13,.012),.03),GOLD)put(box(a-vec3(.55,-.42,.03),vec3(.36,.035,.008),.01),GOLD)
      a=p-vec3(-1.75,1.0,.5);rot(a.xz,.5);put(coin(a),GOLD)a=p-vec3(1.85,1.9,-.1);rot(a.xz,-.6);put(coin(a),GOLD)for(int i=0;i<4;i++)put(tube(p-vec3(1.55+.04*sin(float(i)*3.),.27+.13*float(i),.65),.34,.06,.02),GOLD)for(int i=0;i<2;i++)put(tube(p-vec3(-2.4,.07+.13*float(i),.3),.34,.06,.02),GOLD)put(sphere(p-vec3(3.,.36,-.4),.36),STONE)`,
    paint: `if(m==NAVY){vec3 a=p-vec3(-.15,1.35,.3);float w=sin(a.x*3.+a.y*4.+2.*sin(a.y*2.));c=mix(c,c*2.2,smoothstep(.6,1.,w));}if(m==RED&&p.z<.2){float w=sin(p.x*5.-p.y*6.);c=mix(c,c*1.7,smoothstep(.7,1.,w));}`,
  },
  clinic: {
    from: [0.2, 1.9, 7.2],
    to: [0, 1.15, 0],
    zoom: 2.1,
    wall: ["#D2EFEA", "#7CC7BB"],
    floor: "#A5DCD2",
    materials: {
      WHITE: ["#FFFFFF", 0.4],
      TEAL: ["#1F9E8B", 0.4],
      RED: ["#E4485A", 0.35],
      STEEL: ["#C9D2D9", 0.22, 1],
      NAVY: ["#28465C", 0.6],
      PILL: ["#FFB84D", 0.3],
    },
    shapes: `put(tube(p-vec3(0,.12,0),1.6,.12,.05),WHITE)vec3 a=p-vec3(-.2,1.35,-.1);rot(a.xz,.25);vec2 h=a.xy/1.15+vec2(0,.55);put(slab(heart(h)*1.1,a.z,.22,.14)*.8,RED)float cr=min(box(a-vec3(0,.05,.3),vec3(.42,.13,.08),.04),box(a-vec3(0,.05,.3),vec3(.13,.42,.08),.04));put(cr,WHITE)
      a=p-vec3(1.35,.35,.75);rot(a.xz,.6);put(rod(a,vec3(-.25,0,0),vec3(0,0,0),.16),PILL)put(rod(a,vec3(.02,0,0),vec3(.27,0,0),.16),WHITE)a=p-vec3(.75,.33,1.1);put(tube(a,.16,.06,.04),TEAL)
      a=p-vec3(-1.6,0,.6);put(tube(a-vec3(0,.42,0),.3,.42,.07),TEAL)put(tube(a-vec3(0,.95,0),.33,.13,.04),WHITE)a=p-vec3(2.0,0,-.35);put(box(a-vec3(0,.5,0),vec3(.55,.5,.36),.08),WHITE)put(max(ringZ(a-vec3(0,1.02,0),.2,.06),.95-a.y),STEEL)put(min(box(a-vec3(0,.5,.36),vec3(.22,.07,.02),.01),box(a-vec3(0,.5,.36),vec3(.07,.22,.02),.01)),TEAL)
      put(sphere(p-vec3(2.9,.3,.2),.3),WHITE)put(sphere(p-vec3(-2.8,.38,-.4),.38),TEAL)put(sphere(p-vec3(-3.3,.2,.5),.2),RED)`,
    paint: `if(m==TEAL&&p.x<-1.2&&p.x>-2.&&p.z>.75&&abs(p.y-.42)<.2)c=vec3(.95);`,
  },
} as const satisfies Record<string, Scene>;
