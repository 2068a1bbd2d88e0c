/** The one script of a page: it copies texts and opens windows. Without it both can still be had by hand. */

/**
 * Old browsers inside apps are met here, so it is plain: `prompt` shows the text to be taken by hand where a page
 * may not write to the clipboard (not over http), and a `dialog` that cannot be modal is shown as the link's target.
 */
export const SCRIPT = `document.addEventListener("click",function(e){
var t=e.target.closest?e.target.closest("[data-copy],[data-open],[data-large],[data-close],dialog"):null;if(!t)return;
if(t.dataset.copy!==undefined){
var v=t.dataset.copy,s=document.getElementById("said");
var ok=function(){s.textContent="";setTimeout(function(){s.textContent=s.dataset.done;s.className="said on";clearTimeout(s.t);s.t=setTimeout(function(){s.className="said"},2000)},50)};
var no=function(){prompt(s.dataset.hand,v)};
if(navigator.clipboard)navigator.clipboard.writeText(v).then(ok,no);else no();
return}
var l=t.dataset.large!==undefined,d=l?document.getElementById("large"):t.dataset.open?document.getElementById(t.dataset.open):null;
if(d){
if(!d.showModal)return;
if(l){
var i=d.querySelector("img")||d.insertBefore(new Image(),d.firstChild),p=t.querySelector("img");
i.src=t.dataset.large||t.href;i.alt=p?p.alt:t.textContent}
e.preventDefault();d.showModal();
return}
var w=t.closest("dialog");
if(w&&w.open&&(t!==w||e.target===w)){e.preventDefault();w.close()}
});`;
