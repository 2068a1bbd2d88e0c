import type { Scene } from "../scene.ts";

/** Goods of the shop, each alone before its wall. */
export const GOODS = {
  sneaker: {
    from: [0.8, 2.0, 7],
    to: [0, 0.85, 0],
    zoom: 2.2,
    wall: ["#C9E7E2", "#6FB7AE"],
    floor: "#9AD0C8",
    materials: {
      WHITE: ["#FBFAF6", 0.45],
      SOLE: ["#FF7A4D", 0.5],
      GREY: ["#3D4A57", 0.6],
      LACE: ["#FFFFFF", 0.7],
      BLOCK: ["#F4D58D", 0.7],
    },
    helpers: `float foot(vec2 q,float w){float x=clamp(q.x,-1.15,1.05);float r=w*(.36+.1*smoothstep(-.2,.9,x)-.05*smoothstep(-1.,-.2,x)*smoothstep(.4,-.2,x));return length(vec2(q.x-x,q.y))-r;}`,
    shapes: `put(tube(p-vec3(0,.25,0),1.75,.25,.05),BLOCK)
      vec3 a=p-vec3(0,.5,0);rot(a.xz,.5);float f=foot(a.xz,1.);put(slab(f-.05,a.y-.14,.12,.06)*.9,SOLE)put(slab(f-.03,a.y-.28,.06,.04)*.9,WHITE)
      float top=.42+.62*smoothstep(.55,-.75,a.x)-.12*smoothstep(-.6,-1.3,a.x);float up=smin(egg(a-vec3(.65,.36,0),vec3(.78,.42,.42)),egg(a-vec3(-.65,.55,0),vec3(.68,.75,.38)),.35);up=max(up,.2-a.y);up=max(up,a.y-1.12-.12*smoothstep(-.3,-1.2,a.x));up=max(up,-egg(a-vec3(-.62,1.25,0),vec3(.46,.5,.24)));put(up*.8,WHITE)
      for(int i=0;i<4;i++){float g=float(i);vec3 b=a-vec3(-.02+.2*g,.98-.11*g,0);put(rod(b,vec3(0,-.06,-.2),vec3(.05,-.06,.2),.03),GREY)}
      put(sphere(p-vec3(2.7,.36,.1),.36),SOLE)put(sphere(p-vec3(-2.7,.28,.3),.28),GREY)`,
    paint: `if(m==WHITE){vec3 a=p-vec3(0,.5,0);rot(a.xz,.5);float s=abs(a.y-.5-.35*a.x*a.x+.2*a.x)-.06;if(s<0.&&abs(a.x)<.62)c=vec3(.9,.2,.08);if(a.x<-1.12||a.x>1.12)c=vec3(.06,.09,.12);}`,
  },
  skincare: {
    from: [0, 1.9, 7.2],
    to: [0, 1.15, 0],
    zoom: 2.1,
    wall: ["#DDEBE2", "#9CC4B0"],
    floor: "#BBD8C8",
    materials: {
      GLASS: ["#5FA58A", 0.15],
      CAP: ["#F7F3EA", 0.3],
      GOLD: ["#E6C07B", 0.25, 1],
      STONE: ["#F2EDE3", 0.8],
      LEAF: ["#3F7D58", 0.5],
      LABEL: ["#FDFBF5", 0.6],
    },
    shapes: `put(tube(p-vec3(-.7,.2,0),1.05,.2,.04),STONE)put(box(p-vec3(1.25,.1,.25),vec3(.85,.1,.75),.03),STONE)
      vec3 a=p-vec3(-.7,.4,0);put(tube(a-vec3(0,.8,0),.46,.8,.12),GLASS)put(tube(a-vec3(0,1.68,0),.2,.12,.02),GOLD)put(tube(a-vec3(0,2.0,0),.27,.26,.06),CAP)
      a=p-vec3(1.25,.2,.25);put(tube(a-vec3(0,.3,0),.58,.3,.1),GLASS)put(tube(a-vec3(0,.7,0),.6,.14,.05),CAP)
      a=p-vec3(.4,0,.85);put(tube(a-vec3(0,.42,0),.22,.42,.06),GLASS)put(tube(a-vec3(0,.88,0),.1,.06,.01),GOLD)put(egg(a-vec3(0,1.12,0),vec3(.12,.22,.12)),CAP)
      a=p-vec3(-2.3,0,-.4);put(rod(a,vec3(0),vec3(-.5,2.3,0),.03),LEAF)for(int i=0;i<8;i++){float f=float(i);vec3 b=a-vec3(-.05-.06*f,.35+.25*f,0);b.x*=i%2==0?1.:-1.;rot(b.xy,-.6);b.x-=.36;put(egg(b,vec3(.38-.02*f,.035,.15))*.6,LEAF)}
      put(sphere(p-vec3(2.7,.35,-.4),.35),STONE)put(sphere(p-vec3(3.3,.2,.4),.2),GOLD)`,
    paint: `if(m==GLASS){vec3 a=p-vec3(-.7,.4,0);if(a.z>.1&&abs(a.y-.75)<.34&&abs(a.x)<.3&&length(a.xz)<.5)c=vec3(.9,.87,.8);vec3 b=p-vec3(1.25,.2,.25);if(b.z>.2&&abs(b.y-.3)<.12&&abs(b.x)<.34)c=vec3(.9,.87,.8);}`,
  },
  lipstick: {
    from: [0.2, 1.9, 7],
    to: [0, 1.15, 0],
    zoom: 2.15,
    wall: ["#F7C6CF", "#C9566F"],
    floor: "#DD8498",
    materials: {
      GOLD: ["#E8BE74", 0.22, 1],
      BLACK: ["#211A1E", 0.25],
      ROSE: ["#C2183E", 0.3],
      PINK: ["#F08CA4", 0.4],
      SILK: ["#F3AAB9", 0.5],
    },
    helpers: `float stick(vec3 p){float d=tube(p,.2,.36,.05);vec3 b=p-vec3(0,.3,0);rot(b.xy,.6);return max(d,b.y-.02);}`,
    shapes: `vec3 a=p-vec3(-.35,0,0);put(tube(a-vec3(0,.42,0),.42,.42,.03),BLACK)put(tube(a-vec3(0,1.02,0),.32,.2,.02),GOLD)put(stick(a-vec3(0,1.55,0)),ROSE)
      a=p-vec3(1.1,0,-.25);put(tube(a-vec3(0,.42,0),.42,.42,.03),BLACK)put(tube(a-vec3(0,1.0,0),.32,.18,.02),GOLD)put(stick(a-vec3(0,1.42,0)),PINK)
      a=p-vec3(.55,.4,1.05);rot(a.xz,.5);put(tubeX(a,.4,.55,.04),GOLD)
      a=p-vec3(-1.7,.12,.5);put(tube(a,.62,.12,.05),BLACK)a=p-vec3(-1.7,.62,.02);rot(a.yz,1.15);put(tube(a,.62,.06,.03),GOLD)put(tube(p-vec3(-1.7,.25,.5),.5,.02,.01),PINK)
      put(sphere(p-vec3(2.6,.4,-.3),.4),SILK)put(sphere(p-vec3(3.2,.2,.5),.2),GOLD)put(sphere(p-vec3(-3.,.3,-.3),.3),ROSE)`,
  },
  perfume: {
    from: [-0.3, 1.9, 7],
    to: [0, 1.15, 0],
    zoom: 2.15,
    wall: ["#E3D6F2", "#9A7FC4"],
    floor: "#BBA6DB",
    materials: {
      GLASS: ["#C99BE0", 0.1],
      GOLD: ["#EAC37B", 0.22, 1],
      STONE: ["#F4EEFA", 0.7],
      PETAL: ["#F5B7D0", 0.6],
      LABEL: ["#FFFFFF", 0.6],
    },
    helpers: `float rose(vec3 p){float d=sphere(p,.2);for(int i=0;i<5;i++){float f=float(i)*1.2566;vec3 b=p-vec3(sin(f)*.2,-.03,cos(f)*.2);d=smin(d,egg(b,vec3(.2,.17,.2)),.03);}return d;}`,
    shapes: `put(tube(p-vec3(0,.14,0),1.7,.14,.04),STONE)vec3 a=p-vec3(0,.28,0);rot(a.xz,.35);put(box(a-vec3(0,.72,0),vec3(.72,.72,.36),.14),GLASS)put(tube(a-vec3(0,1.52,0),.18,.1,.02),GOLD)put(box(a-vec3(0,1.85,0),vec3(.26,.26,.26),.05),GOLD)
      put(box(a-vec3(0,.68,.36),vec3(.38,.3,.02),.01),LABEL)
      put(rose(p-vec3(-1.15,.48,.6)),PETAL)put(rose(p-vec3(1.2,.46,.75)),PETAL)put(rose((p-vec3(1.7,.2,1.4))*1.3)/1.3,PETAL)put(sphere(p-vec3(2.7,.42,-.3),.42),STONE)put(sphere(p-vec3(-2.6,.28,.2),.28),GOLD)put(sphere(p-vec3(-3.2,.4,-.6),.4),PETAL)`,
  },
  headphones: {
    from: [0.5, 1.8, 7],
    to: [0, 1.35, 0],
    zoom: 2.1,
    wall: ["#CFD8E6", "#7F93B5"],
    floor: "#A6B5CE",
    materials: {
      BODY: ["#23283A", 0.35],
      PAD: ["#3A4055", 0.8],
      GOLD: ["#D8A35E", 0.25, 1],
      STAND: ["#F5F2EC", 0.5],
    },
    shapes: `put(tube(p-vec3(0,.12,0),1.35,.12,.05),STAND)
      vec3 a=p-vec3(0,1.35,0);rot(a.xz,.55);vec3 b=a;float arch=max(length(vec2(length(b.xy-vec2(0,.1))-1.02,b.z))-.1,-(b.y+.1));put(arch,BODY)
      float in1=max(length(vec2(length(b.xy-vec2(0,.1))-.9,b.z*.6))-.08,-(b.y-.5));put(in1,PAD)
      b.x=abs(b.x);put(rod(b,vec3(1.02,.05,0),vec3(1.0,-.35,0),.09),GOLD)
      vec3 k=b-vec3(.95,-.55,0);put(tubeX(k,.5,.2,.12),BODY)put(ringX(k-vec3(-.24,0,0),.34,.15),PAD)put(tubeX(k-vec3(.2,0,0),.3,.03,.02),GOLD)
      put(sphere(p-vec3(2.5,.34,.1),.34),GOLD)put(sphere(p-vec3(-2.6,.42,-.2),.42),STAND)put(sphere(p-vec3(-3.3,.2,.5),.2),BODY)`,
  },
  watch: {
    from: [0.2, 1.9, 7],
    to: [0, 1.2, 0],
    zoom: 2.15,
    wall: ["#FFD9B8", "#F08A5D"],
    floor: "#F6AE86",
    materials: {
      CASE: ["#D9DCE3", 0.22, 1],
      STRAP: ["#2F3E46", 0.7],
      FACE: ["#0B1020", 0.12],
      STONE: ["#FFF4EA", 0.7],
    },
    shapes: `put(box(p-vec3(0,.12,0),vec3(1.6,.12,1.),.05),STONE)vec3 a=p-vec3(0,1.24,0);rot(a.xz,-.45-TURN);
      float loop=max(abs(length(vec2(a.y*.92,a.z+.35))-.95)-.06,abs(a.x)-.42);put(max(loop,-1.4-a.y),STRAP)
      vec3 b=a-vec3(0,0,.58);put(box(b,vec3(.66,.76,.14),.16),CASE)put(box(b-vec3(0,0,.12),vec3(.58,.68,.05),.12),FACE)put(tubeX(b-vec3(.7,.2,0),.1,.06,.02),CASE)
      put(sphere(p-vec3(2.5,.4,-.2),.4),STONE)put(sphere(p-vec3(-2.5,.3,.3),.3),STRAP)put(sphere(p-vec3(3.1,.18,.6),.18),CASE)`,
    helpers: `\n#define TURN (.55*sin(6.2832*time))\n`,
    paint: `if(m==FACE){vec3 a=p-vec3(0,1.24,0);rot(a.xz,-.45-TURN);vec2 u=a.xy;float r=length(u),an=atan(u.x,u.y);c=vec3(.01,.012,.03);float w=abs(r-.42);if(w<.05)c=an>-2.&&an<2.4?vec3(.9,.12,.2):vec3(.12,.03,.05);w=abs(r-.31);if(w<.04)c=an>-2.4&&an<1.4?vec3(.2,.85,.3):vec3(.03,.12,.05);w=abs(r-.21);if(w<.035)c=an>-1.&&an<2.9?vec3(.1,.55,.95):vec3(.02,.07,.13);}`,
  },
  phone: {
    from: [0.3, 1.9, 7.2],
    to: [0, 1.35, 0],
    zoom: 2.0,
    wall: ["#BBD0FF", "#5B7FE0"],
    floor: "#87A4EE",
    materials: {
      CASE: ["#E8ECF6", 0.25, 1],
      FACE: ["#1B2A6B", 0.15],
      STONE: ["#F3F6FF", 0.6],
      CORAL: ["#FF7B6B", 0.4],
      MINT: ["#5FD3B4", 0.4],
      SUNNY: ["#FFC857", 0.4],
    },
    shapes: `put(tube(p-vec3(0,.12,0),1.4,.12,.05),STONE)vec3 a=p-vec3(0,1.62,0);rot(a.xz,-.35-TURN);put(slab(rect(a.xy,vec2(.74,1.4),.16),a.z,.08,.03),CASE)put(slab(rect(a.xy,vec2(.69,1.35),.13),a.z-.075,.015,.004),FACE)
      vec3 b=p-vec3(-1.6,1.9,.1);rot(b.xz,.4);put(box(b,vec3(.36,.36,.1),.1),CORAL)b=p-vec3(1.65,2.35,-.2);rot(b.xz,-.5);put(box(b,vec3(.3,.3,.09),.09),MINT)b=p-vec3(1.6,1.15,.5);rot(b.xz,-.2);put(box(b,vec3(.26,.26,.08),.08),SUNNY)
      put(sphere(p-vec3(-1.9,.3,.5),.3),SUNNY)put(sphere(p-vec3(2.7,.4,-.3),.4),CORAL)put(sphere(p-vec3(-3.0,.42,-.5),.42),MINT)put(ringZ(p-vec3(-2.6,2.2,-.8),.3,.08),STONE)`,
    helpers: `\n#define TURN (.5*sin(6.2832*time))\n`,
    paint: `if(m==FACE){vec3 a=p-vec3(0,1.62,0);rot(a.xz,-.35-TURN);vec2 u=a.xy;c=mix(vec3(.1,.2,.85),vec3(.75,.2,.7),u.y*.35+.5);float w=fbm(u*1.7);c=mix(c,vec3(.15,.75,.9),smoothstep(.45,.7,w));vec2 g=u-vec2(0,-.35);vec2 i=floor(g/.32+.5);if(abs(i.x)<1.5&&abs(i.y)<1.5&&rect(g-i*.32,vec2(.11),.035)<0.)c=vec3(.5+.5*sin(i.x*2.+i.y),.5+.5*sin(i.y*2.+2.+i.x*3.),.6+.4*sin(i.x+4.));if(rect(u-vec2(0,.85),vec2(.48,.18),.06)<0.)c=mix(c,vec3(1),.6);if(rect(u-vec2(0,1.25),vec2(.16,.035),.035)<0.)c=vec3(0);}`,
  },
  kettle: {
    from: [0.2, 2.0, 7.2],
    to: [0, 1.1, 0],
    zoom: 2.1,
    wall: ["#E8E1D5", "#B7A78E"],
    floor: "#D0C3AD",
    materials: {
      STEEL: ["#DDE1E6", 0.2, 1],
      BLACK: ["#24262B", 0.4],
      WOOD: ["#A8733F", 0.6],
      CUP: ["#E07A5F", 0.35],
      LEAF: ["#5F8F63", 0.6],
    },
    shapes: `vec3 a=p-vec3(-.3,0,0);put(tube(a-vec3(0,.1,0),.95,.1,.05),BLACK)put(cone(a-vec3(0,.95,0),.75,.88,.55,.12),STEEL)put(tube(a-vec3(0,1.72,0),.5,.06,.04),BLACK)put(sphere(a-vec3(0,1.87,0),.12),WOOD)
      put(smin(rod(a,vec3(.55,.9,0),vec3(1.05,1.15,0),.1),rod(a,vec3(1.05,1.15,0),vec3(1.25,1.6,0),.075),.1),STEEL)
      vec3 h=a-vec3(-.75,1.05,0);put(max(ringZ(h*vec3(1.,.72,1.),.48,.09)*.9,h.x-.1),BLACK)
      a=p-vec3(1.5,0,.6);float c=tube(a-vec3(0,.36,0),.34,.36,.06);put(max(c,-tube(a-vec3(0,.5,0),.28,.4,.02)),CUP)put(ringZ(a-vec3(.38,.36,0),.18,.05),CUP)
      a=p-vec3(-2.3,0,-.3);put(cone(a-vec3(0,.3,0),.3,.26,.36,.04),WOOD)for(int i=0;i<7;i++){float f=float(i)*.9;vec3 b=a-vec3(.3*sin(f),.95+.1*cos(f*2.),.3*cos(f));rot(b.xz,f);put(egg(b,vec3(.12,.38,.05))*.6,LEAF)}
      put(box(p-vec3(2.7,.5,-.6),vec3(.5,.5,.35),.06),BLACK)put(box(p-vec3(2.7,.5,-.25),vec3(.3,.3,.02),.03),CUP)`,
  },
  sofa: {
    from: [0.8, 2.2, 8],
    to: [0, 1.1, 0],
    zoom: 1.95,
    wall: ["#F1E4D3", "#D9B99B"],
    floor: "#D8B899",
    materials: {
      SOFA: ["#3F7C78", 0.85],
      PILLOW: ["#F2B05E", 0.8],
      CREAM: ["#F6EFE4", 0.8],
      WOOD: ["#7A4E2D", 0.6],
      LEAF: ["#4D8B57", 0.6],
      GLOW: ["#FFE6B0", 0.5],
      RUG: ["#E9DCC8", 0.95],
    },
    shapes: `put(tube(p-vec3(0,.01,1.0),2.6,.025,.01),RUG)
      put(box(p-vec3(0,.55,0),vec3(1.65,.25,.7),.12),SOFA)put(box(p-vec3(0,1.15,-.55),vec3(1.65,.65,.22),.16),SOFA)vec3 a=p;a.x=abs(a.x);put(box(a-vec3(1.75,.75,.02),vec3(.22,.45,.74),.16),SOFA)put(box(a-vec3(.77,.83,.08),vec3(.74,.14,.62),.1),SOFA)
      put(rod(a-vec3(1.5,0,.45),vec3(0,.3,0),vec3(.08,0,.05),.05),WOOD)
      vec3 b=p-vec3(-1.15,1.2,-.1);rot(b.xy,.2);rot(b.yz,-.35);put(box(b,vec3(.36,.36,.13),.13),PILLOW)b=p-vec3(1.1,1.2,-.1);rot(b.xy,-.25);rot(b.yz,-.35);put(box(b,vec3(.36,.36,.13),.13),CREAM)
      put(tube(p-vec3(.1,.42,1.75),.6,.04,.03),WOOD)put(rod(p,vec3(.1,.4,1.75),vec3(.1,.02,1.75),.06),WOOD)put(tube(p-vec3(.2,.54,1.75),.14,.1,.03),CREAM)
      put(rod(p,vec3(2.55,0,-.4),vec3(2.55,2.3,-.4),.035),WOOD)put(cone(p-vec3(2.55,2.45,-.4),.3,.5,.3,.02),GLOW)put(tube(p-vec3(2.55,.03,-.4),.3,.03,.02),WOOD)
      b=p-vec3(-2.6,0,-.3);put(cone(b-vec3(0,.32,0),.32,.28,.38,.04),CREAM)for(int i=0;i<9;i++){float f=float(i)*.7;vec3 k=b-vec3(.35*sin(f*2.),1.15+.25*cos(f*3.),.35*cos(f*2.));rot(k.xz,f*2.);rot(k.xy,.35);put(egg(k,vec3(.15,.52,.05))*.6,LEAF)}
      b=p-vec3(0,2.75,-1.9);put(box(b,vec3(.75,.5,.04),.02),WOOD)put(box(b-vec3(0,0,.03),vec3(.68,.43,.03),.01),CREAM)`,
    paint: `if(m==CREAM&&p.z<-1.8){float y=p.y-2.75;c=mix(vec3(.9,.6,.35),vec3(.95,.85,.7),smoothstep(-.2,.25,y));if(y<-.1+.12*sin(p.x*5.))c=vec3(.25,.42,.4);if(length(vec2(p.x-.25,y-.12))<.13)c=vec3(.85,.3,.15);}if(m==PILLOW)c*=.9+.15*step(.5,fract(p.x*6.));`,
  },
  lamp: {
    from: [0.2, 1.9, 7],
    to: [0, 1.25, 0],
    zoom: 2.05,
    wall: ["#D9C7B2", "#8F6F55"],
    floor: "#B09072",
    shade: 0.7,
    sunlight: "#FFE0B0",
    materials: {
      GLOW: ["#FFDFA0", 0.5],
      BRASS: ["#D9A650", 0.25, 1],
      WOOD: ["#6B4429", 0.6],
      BOOK: ["#2F5D62", 0.7],
      PAGE: ["#F3EAD9", 0.8],
      RED: ["#B5473C", 0.6],
    },
    shapes: `put(box(p-vec3(0,.12,0),vec3(3.2,.12,1.2),.05),WOOD)vec3 a=p-vec3(-.6,.24,0);put(tube(a-vec3(0,.05,0),.5,.05,.03),BRASS)put(rod(a,vec3(0,.1,0),vec3(0,1.3,0),.05),BRASS)float s=cone(a-vec3(0,1.65,0),.42,.78,.45,.03);put(s,GLOW)
      a=p-vec3(1.15,.24,.1);rot(a.xz,.25);put(box(a-vec3(0,.12,0),vec3(.75,.12,.5),.03),BOOK)put(box(a-vec3(.04,.12,.02),vec3(.73,.085,.5),.01),PAGE)rot(a.xz,-.45);put(box(a-vec3(0,.35,0),vec3(.66,.1,.45),.03),RED)put(box(a-vec3(.04,.35,.02),vec3(.64,.07,.45),.01),PAGE)
      a=p-vec3(1.2,.69,.1);float c=tube(a-vec3(0,.2,0),.22,.2,.04);put(max(c,-tube(a-vec3(0,.3,0),.18,.25,.02)),PAGE)put(ringZ(a-vec3(.25,.2,0),.11,.035),PAGE)
      put(sphere(p-vec3(-2.2,.5,.2),.26),BRASS)put(box(p-vec3(-2.7,.75,-.4),vec3(.32,.5,.04),.02),WOOD)`,
    veil: `float g=length((w-vec2(-.14,.25))*vec2(size.x/size.y,1.));c+=vec3(1.,.62,.25)*.42*exp(-2.1*g);`,
  },
  plant: {
    from: [0, 1.9, 7],
    to: [0, 1.25, 0],
    zoom: 2.05,
    wall: ["#E9EFE0", "#B4C9A4"],
    floor: "#CBD9BC",
    materials: {
      POT: ["#D97B53", 0.7],
      LEAF: ["#3E8E57", 0.45],
      PALE: ["#8CC084", 0.5],
      SOIL: ["#4A3224", 0.9],
      STONE: ["#F5F1E8", 0.7],
      CAN: ["#6E8FB0", 0.4],
    },
    shapes: `vec3 a=p-vec3(-.2,0,0);put(cone(a-vec3(0,.5,0),.5,.42,.62,.05),POT)put(tube(a-vec3(0,.98,0),.68,.1,.04),POT)put(tube(a-vec3(0,1.06,0),.58,.04,.01),SOIL)
      for(int i=0;i<11;i++){float f=float(i),t=f*2.399,k=.5+.5*fract(f*.618);vec3 b=a-vec3(0,1.05,0);rot(b.xz,t);rot(b.xy,-.25-.55*k);b.y-=.5+.12*k;b.x+=.12*b.y*b.y;put(egg(b,vec3(.05,.62,.19+.05*k))*.55,i%3==0?PALE:LEAF)}
      a=p-vec3(1.65,0,.5);put(cone(a-vec3(0,.4,0),.4,.42,.36,.05),CAN)put(rod(a,vec3(.3,.25,0),vec3(.95,.85,0),.07),CAN)put(ringZ(a-vec3(-.45,.5,0),.26,.05),CAN)
      a=p-vec3(-1.9,0,.6);put(cone(a-vec3(0,.25,0),.25,.24,.32,.04),STONE)put(egg(a-vec3(0,.72,0),vec3(.3,.34,.3)),PALE)put(sphere(p-vec3(2.9,.3,-.4),.3),STONE)put(sphere(p-vec3(-3.,.36,-.5),.36),POT)`,
    paint: `if(m==LEAF||m==PALE)c*=.85+.25*sin(p.y*16.);`,
  },
  bedroom: {
    from: [1.6, 2.5, 7.6],
    to: [0.1, 1.05, 0],
    zoom: 1.95,
    wall: ["#DCE4EC", "#A9BACB"],
    floor: "#C9B8A4",
    sunlight: "#FFE9C8",
    materials: {
      SHEET: ["#FBFAF7", 0.9],
      BLANKET: ["#4C6E91", 0.9],
      WOOD: ["#8C5F3C", 0.6],
      GLOW: ["#FFE3AE", 0.5],
      GOLD: ["#D9A650", 0.3, 1],
      PILLOW: ["#F3EFE8", 0.9],
    },
    shapes: `put(box(p-vec3(0,1.15,-1.75),vec3(2.0,.95,.12),.08),WOOD)put(box(p-vec3(0,.3,0),vec3(1.7,.22,1.7),.06),WOOD)put(box(p-vec3(0,.66,0),vec3(1.62,.2,1.64),.14),SHEET)put(box(p-vec3(0,.74,.6),vec3(1.72,.2,1.12),.14),BLANKET)put(box(p-vec3(0,.82,-.45),vec3(1.7,.14,.26),.1),SHEET)
      vec3 a=p;a.x=abs(a.x);vec3 b=a-vec3(.78,1.08,-1.2);rot(b.yz,-.55);put(box(b,vec3(.64,.34,.16),.16)+.012*sin(b.x*7.),PILLOW)b=a-vec3(.62,1.02,-.85);rot(b.yz,-.7);put(box(b,vec3(.34,.3,.13),.13),BLANKET)
      put(box(a-vec3(2.45,.4,-1.3),vec3(.42,.4,.4),.04),WOOD)put(rod(a,vec3(2.45,.8,-1.3),vec3(2.45,1.25,-1.3),.05),GOLD)put(cone(a-vec3(2.45,1.45,-1.3),.24,.36,.24,.02),GLOW)
      put(box(p-vec3(0,2.9,-1.95),vec3(1.0,.5,.03),.02),GOLD)put(box(p-vec3(0,2.9,-1.92),vec3(.94,.44,.03),.01),SHEET)`,
    paint: `if(m==SHEET&&p.z<-1.8){float y=p.y-2.9;c=mix(vec3(.85,.62,.5),vec3(.55,.72,.85),smoothstep(-.1,.35,y));if(y<-.05+.16*sin(p.x*3.+1.))c=vec3(.22,.36,.44);if(y<-.2+.1*sin(p.x*4.))c=vec3(.1,.2,.28);}if(m==BLANKET)c*=.92+.12*step(.5,fract(p.x*2.5));`,
    veil: `c+=vec3(1.,.7,.35)*.12*exp(-3.*length((w-vec2(-.62,.05))*vec2(size.x/size.y,1.)))+vec3(1.,.7,.35)*.12*exp(-3.*length((w-vec2(.5,.12))*vec2(size.x/size.y,1.)));`,
  },
} as const satisfies Record<string, Scene>;
