// The page of workflows: a drawing that is wider than the page begins where the workflow begins.

for (const drawing of document.querySelectorAll(".drawing")) {
  const trigger = drawing.querySelector(".wf-trigger") ?? drawing.querySelector("svg");
  const [inside, around] = [trigger.getBoundingClientRect(), drawing.getBoundingClientRect()];
  drawing.scrollLeft += inside.left + inside.width / 2 - around.left - around.width / 2;
}
