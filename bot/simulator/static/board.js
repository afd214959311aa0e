// Shows how the group stands: its round, what is asked and not answered, the book's last entries.

import { element } from "./element.js";

export function showBoard(root, board) {
  root.querySelector(".round").replaceChildren(...(board.round ? roundOf(board.round) : noRound()));
  const questions = board.questions.map(questionOf);
  root.querySelector(".questions").replaceChildren(...(questions.length ? questions : none()));
  root.querySelector(".entries").replaceChildren(...board.entries.map(entryOf));
}

function roundOf(round) {
  const waiting = round.waiting.map(({ name, amount }) =>
    element("li", {}, element("span", { text: name }), element("b", { text: amount })),
  );
  return [
    element("p", { class: "recipient" },
      element("b", { text: round.recipient }), ` receives round ${round.number}`),
    element("p", { class: "sum" },
      element("strong", { text: round.collected }), ` of ${round.expected}`),
    element("progress", {
      max: round.member_count, value: round.paid_count, "aria-label": "Members who have paid",
    }),
    element("p", {
      class: "paid",
      text: `Paid ${round.paid_count} of ${round.member_count}, due ${round.due_on}`,
    }),
    waiting.length
      ? element("ul", { class: "waiting", "aria-label": "Waiting for" }, ...waiting)
      : element("p", { class: "complete", text: "The pot is complete." }),
  ];
}

function noRound() {
  return [element("p", { class: "none", text: "No round has begun." })];
}

function questionOf(question) {
  const place = question.is_shown ? "" : " (in line)";
  return element("li", {},
    element("b", { text: inWords(question.kind) }),
    element("span", { text: `to ${question.asked}${place}` }),
    element("span", { text: question.about }));
}

function none() {
  return [element("li", { class: "none", text: "None" })];
}

function entryOf(entry) {
  return element("li", {},
    element("span", { class: "seq", text: `#${entry.seq}` }),
    element("b", { text: inWords(entry.kind) }),
    element("b", { class: "amount", text: entry.amount }),
    element("span", { class: "member", text: entry.member || "the group" }),
    element("span", { class: "codes" },
      ...(entry.receipt ? [element("code", { text: entry.receipt, title: "M-Pesa code" })] : []),
      element("code", { class: "chain", text: entry.chain, title: "Chain code" })));
}

function inWords(kind) {
  const words = kind.replaceAll("_", " ");
  return words[0].toUpperCase() + words.slice(1);
}
