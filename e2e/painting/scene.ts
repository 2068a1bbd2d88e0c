/** What a scene is made of, and the shader that is written from it: shapes as distances, marched from the eye, lit as in a studio. */

/** A colour (`#RRGGBB`), how rough it is (0 a mirror, 1 chalk), and whether it is metal. */
export type Material = readonly [colour: string, rough: number, metal?: number];

export interface Scene {
  /** The eye, what it looks at, and how near it is drawn: 1 is a wide lens, 3 a long one. */
  readonly from: readonly [number, number, number];
  readonly to: readonly [number, number, number];
  readonly zoom: number;
  /** The wall behind, from top to bottom, and the floor; without a floor things float. */
  readonly wall: readonly [top: string, bottom: string];
  readonly floor?: string;
  /** Where the light comes from, and its colour. */
  readonly sun?: readonly [number, number, number];
  readonly sunlight?: string;
  /** How bright it is in the shade: 1 by day, 0.3 at night. */
  readonly shade?: number;
  readonly materials: Readonly<Record<string, Material>>;
  /** GLSL: functions that `shapes` calls. */
  readonly helpers?: string;
  /** GLSL: `put(distance, material)` for everything there is at the point `p`. */
  readonly shapes: string;
  /** GLSL: changes `c`, the colour of the material `m` at the point `p`. */
  readonly paint?: string;
  /** GLSL: changes `c`, the colour of what lies behind everything in the direction `d`; `q` is the place in the picture, -1 to 1. */
  readonly sky?: string;
  /** GLSL: changes the finished colour `c` at the place `q`: glows, rain, snow. */
  readonly veil?: string;
}

const vec = (parts: readonly number[]) => `vec3(${parts.map((part) => part.toFixed(4)).join(",")})`;

/** A colour as light: the shader reckons without gamma. */
function light(hex: string): string {
  const parts = [1, 3, 5].map((at) => (Number.parseInt(hex.slice(at, at + 2), 16) / 255) ** 2.2);
  return vec(parts);
}

const SHAPES = `
#define rot(v,a) v=vec2(cos(a)*(v).x-sin(a)*(v).y,sin(a)*(v).x+cos(a)*(v).y)
float hash(vec2 p){return fract(sin(dot(p,vec2(127.1,311.7)))*43758.5453);}
float noise(vec2 p){vec2 i=floor(p),f=fract(p);f=f*f*(3.-2.*f);
  return mix(mix(hash(i),hash(i+vec2(1,0)),f.x),mix(hash(i+vec2(0,1)),hash(i+vec2(1,1)),f.x),f.y);}
float fbm(vec2 p){float s=0.,a=.5;for(int i=0;i<5;i++){s+=a*noise(p);p=p*2.03+17.;a*=.5;}return s;}
float smin(float a,float b,float k){float h=clamp(.5+.5*(b-a)/k,0.,1.);return mix(b,a,h)-k*h*(1.-h);}
float sphere(vec3 p,float r){return length(p)-r;}
float egg(vec3 p,vec3 r){float k=length(p/r),l=length(p/(r*r));return k*(k-1.)/l;}
float box(vec3 p,vec3 b,float r){vec3 q=abs(p)-b+r;return length(max(q,0.))+min(max(q.x,max(q.y,q.z)),0.)-r;}
float tube(vec3 p,float r,float h,float e){vec2 q=abs(vec2(length(p.xz),p.y))-vec2(r,h)+e;
  return min(max(q.x,q.y),0.)+length(max(q,0.))-e;}
float tubeX(vec3 p,float r,float h,float e){return tube(p.yxz,r,h,e);}
float tubeZ(vec3 p,float r,float h,float e){return tube(p.xzy,r,h,e);}
float cone(vec3 p,float h,float a,float b,float e){float side=length(p.xz)-mix(a,b,clamp(.5+.5*p.y/h,0.,1.));
  vec2 q=vec2(side*2.*h/length(vec2(2.*h,b-a)),abs(p.y)-h)+e;return min(max(q.x,q.y),0.)+length(max(q,0.))-e;}
float rod(vec3 p,vec3 a,vec3 b,float r){vec3 u=p-a,v=b-a;return length(u-v*clamp(dot(u,v)/dot(v,v),0.,1.))-r;}
float ring(vec3 p,float r,float t){return length(vec2(length(p.xz)-r,p.y))-t;}
float ringZ(vec3 p,float r,float t){return ring(p.xzy,r,t);}
float ringX(vec3 p,float r,float t){return ring(p.yxz,r,t);}
float slab(float d,float z,float h,float e){vec2 w=vec2(d+e,abs(z)-h+e);return min(max(w.x,w.y),0.)+length(max(w,0.))-e;}
float rect(vec2 p,vec2 b,float r){vec2 q=abs(p)-b+r;return length(max(q,0.))+min(max(q.x,q.y),0.)-r;}
float star(vec2 p,float r){float part=3.14159/5.,at=mod(atan(p.x,p.y)+part,2.*part)-part;
  vec2 u=length(p)*vec2(abs(sin(at)),cos(at)),tip=vec2(0,r),dent=.45*r*vec2(sin(part),cos(part)),edge=normalize(dent-tip);
  return dot(u-tip,vec2(-edge.y,edge.x));}
float heart(vec2 p){vec2 q=p-vec2(0,.5);rot(q,.7854);p.x=abs(p.x);return min(length(p-vec2(.25,.75))-.3535,rect(q,vec2(.3535),0.));}
`;

const LIGHT = `
vec3 wallAt(vec2 q){vec3 c=mix(WALL_LOW,WALL_TOP,smoothstep(-.9,1.,q.y));
  return c*(1.+.22*exp(-2.2*dot(q-vec2(-.25,.3),q-vec2(-.25,.3))));}
vec3 skyAt(vec2 q,vec3 d){vec3 c=wallAt(q);SKY return c;}
vec2 march(vec3 o,vec3 d,float far){float t=.02;vec2 h;for(int i=0;i<130;i++){h=map(o+d*t);if(h.x<.0006*t||t>far)break;t+=h.x*.9;}
  return t>far?vec2(-1.):vec2(t,h.y);}
vec3 normalAt(vec3 p){vec2 e=vec2(1,-1)*.0008;return normalize(e.xyy*map(p+e.xyy).x+e.yyx*map(p+e.yyx).x+e.yxy*map(p+e.yxy).x+e.xxx*map(p+e.xxx).x);}
float shadow(vec3 o,vec3 d){float s=1.,t=.03;for(int i=0;i<44;i++){float h=map(o+d*t).x;s=min(s,8.*h/t);t+=clamp(h,.03,.5);if(s<.004||t>14.)break;}
  s=clamp(s,0.,1.);return s*s*(3.-2.*s);}
float hollow(vec3 p,vec3 n){float a=0.,s=1.;for(int i=0;i<6;i++){float h=.02+.14*float(i);a+=(h-map(p+n*h).x)*s;s*=.72;}
  return clamp(1.-1.35*a,0.,1.);}
vec3 studio(vec3 d){float up=d.y*.5+.5;vec3 c=mix(mix(vec3(.3),WALL_LOW,.5),mix(vec3(.95),WALL_TOP,.35),smoothstep(.25,.75,up));
  c+=1.9*smoothstep(.86,.97,dot(d,normalize(vec3(-.6,.7,.5))))+1.1*smoothstep(.8,.95,dot(d,normalize(vec3(.8,.35,.45))));
  return c*SHADE;}
vec3 lit(vec3 p,vec3 d,vec2 h,float t,vec2 q,bool once){
  vec3 n=normalAt(p),c;float rough,metal;int m=int(h.y+.5);materialOf(m,c,rough,metal);PAINT
  float sun=clamp(dot(n,SUN),0.,1.);float sh=sun>0.?shadow(p+n*.004,SUN):0.;float ao=hollow(p,n);
  float rim=pow(clamp(1.+dot(d,n),0.,1.),4.);vec3 r=reflect(d,n),hv=normalize(SUN-d);
  vec3 base=c*(1.-metal)*(m==FLOOR?.82:1.);
  vec3 o=base*(SUNLIGHT*sun*sh*1.75+(mix(WALL_LOW,WALL_TOP,n.y*.5+.5)*.55+.5)*SHADE*ao*(.75+.25*n.y)+.16*SHADE*ao*clamp(-n.x+.3*n.z,0.,1.));
  float a=max(rough*rough,.02),nh=clamp(dot(n,hv),0.,1.);float dd=nh*nh*(a*a-1.)+1.;
  vec3 f0=mix(vec3(.04),c,metal),f=f0+(1.-f0)*rim*(1.-.7*rough);
  o+=min(f*SUNLIGHT*sun*sh*a*a/(3.1*dd*dd)*.6,vec3(2.5));
  vec3 env=mix(studio(r),mix(WALL_LOW,WALL_TOP,.6)*SHADE,smoothstep(.25,.8,rough));
  if(once&&rough<.3&&(metal>.5||rim>.02)){vec2 g=march(p+n*.01,r,9.);if(g.x>0.){vec3 cc;float rr,mm;vec3 pp=p+n*.01+r*g.x;materialOf(int(g.y+.5),cc,rr,mm);
    {vec3 c=cc;vec3 p=pp;int m=int(g.y+.5);float rough,metal;PAINT cc=c;}env=mix(cc*(.6+.8*clamp(dot(normalAt(pp),SUN),0.,1.))*SHADE,studio(r),.4);}}
  o+=f*env*mix(1.,ao,.7)*(1.-.6*rough);
  return o+glowOf(m,p,c);}
`;

/** The whole fragment shader of a scene. `size` and `origin` are of the picture and of the tile that is drawn, `time` runs from 0 to 1 in a film. */
export function shaderOf(scene: Scene): string {
  const names = Object.keys(scene.materials);
  const { floor, sun = [-0.55, 0.85, 0.5], sunlight = "#FFF3E0", shade = 1 } = scene;
  const all: [string, Material][] = [
    ...names.map((name): [string, Material] => [name, scene.materials[name] as Material]),
    ["FLOOR", [floor ?? "#FFFFFF", 0.85]],
  ];
  const length = Math.hypot(...sun);
  const parts = (text: string, pattern: string, by: string) => text.replaceAll(pattern, by);
  const lightning = [
    ["SKY", scene.sky ?? ""],
    ["PAINT", scene.paint ?? ""],
  ] as const;
  return `#version 300 es
precision highp float;precision highp int;
uniform vec2 size,origin;uniform float time,samples;out vec4 shown;
const vec3 WALL_TOP=${light(scene.wall[0])},WALL_LOW=${light(scene.wall[1])},SUN=${vec(sun.map((part) => part / length))},SUNLIGHT=${light(sunlight)};
const float SHADE=${shade.toFixed(3)};
${all.map(([name], at) => `const int ${name}=${at};`).join("")}
#define put(dist,what) {float e_=(dist);if(e_<r.x)r=vec2(e_,float(what));}
${SHAPES}
void materialOf(int m,out vec3 c,out float rough,out float metal){c=vec3(1);rough=.5;metal=0.;
${all.map(([name, [hex, rough, metal = 0]]) => `if(m==${name}){c=${light(hex)};rough=${rough.toFixed(3)};metal=${metal.toFixed(2)};}`).join("\n")}}
vec3 glowOf(int m,vec3 p,vec3 c){${names.includes("GLOW") ? "if(m==GLOW)return c*1.6;" : ""}${names.includes("GLOW2") ? "if(m==GLOW2)return c*1.3;" : ""}return vec3(0);}
vec3 normalAt(vec3 p);
${scene.helpers ?? ""}
vec2 map(vec3 p){vec2 r=vec2(1e9,-1.);vec3 p0=p;${floor ? "put(p.y,FLOOR)" : ""}
${scene.shapes}
return r;}
${lightning.reduce((text, [pattern, by]) => parts(text, pattern, by), LIGHT)}
vec3 look(vec2 at){
  float s=min(size.x,size.y);vec2 q=(2.*at-size)/s;vec2 w=(2.*at-size)/size;
  vec3 o=${vec(scene.from)},z=normalize(${vec(scene.to)}-o),x=normalize(cross(z,vec3(0,1,0))),y=cross(x,z);
  float tight=size.x<size.y*1.3?1.17:1.;vec3 d=normalize(tight*(q.x*x+q.y*y)+${(scene.zoom * 1.6).toFixed(3)}*z);
  vec3 c=skyAt(w,d);vec2 h=march(o,d,40.);
  if(h.x>0.){vec3 p=o+d*h.x;vec3 hit=lit(p,d,h,h.x,q,true);float far=${floor ? `h.y>float(FLOOR)-.5?smoothstep(2.2,9.5,length(p.xz-vec2(0,.8))):0.` : "0."};c=mix(hit,c,far);}
  ${scene.veil ?? ""}
  c*=1.-.16*dot(w,w)*.5;
  c=c*(1.+c*.12)/(1.+c*.36);c=pow(c,vec3(1./2.2));
  c=mix(vec3(dot(c,vec3(.3,.59,.11))),c,1.08);return c;}
void main(){vec2 at=gl_FragCoord.xy+origin;vec3 c=vec3(0);int n=int(samples);
  for(int i=0;i<n;i++)for(int j=0;j<n;j++)c+=look(at+(vec2(i,j)+.5)/samples-.5);
  c/=samples*samples;shown=vec4(c+(hash(at)-.5)/255.,1);}
`;
}
