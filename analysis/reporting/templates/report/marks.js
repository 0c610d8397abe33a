// The marks of a chart are one stop of the Tab key. Arrow keys, Home and End go from mark to mark, Enter opens.
const HOW = "Each mark opens its sentences. By keyboard: Tab to the picture, arrow keys, Home and End from mark to mark, Enter to open.";
document.querySelectorAll("svg.marks").forEach((chart, number) => {
  const marks = [...chart.querySelectorAll("a")];
  const stop = (mark) => marks.forEach((other) => other.setAttribute("tabindex", other === mark ? "0" : "-1"));
  stop(marks[0]);
  // Listeners stand on the parent: browsers make a drawing that listens to the focus a stop of its own.
  chart.parentElement.addEventListener("focusin", (event) => stop(event.target.closest("a")));
  chart.parentElement.addEventListener("keydown", (event) => {
    const place = marks.indexOf(event.target.closest("a")), last = marks.length - 1;
    const places = {
      ArrowRight: place + 1, ArrowDown: place + 1, ArrowLeft: place - 1, ArrowUp: place - 1, Home: 0, End: last,
    };
    if (place < 0 || !(event.key in places) || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    marks[Math.min(Math.max(places[event.key], 0), last)].focus();
  });
  const how = document.createElement("p");
  how.className = "files how";
  how.id = `how-${number}`;
  how.textContent = HOW;
  (chart.closest(".chart-box") || chart.parentElement).after(how);
  chart.setAttribute("aria-describedby", how.id);
});
