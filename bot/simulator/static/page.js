// The simulator's page: asks once a second what there is to show, and shows what is new of it.
// Every text comes from people, so it reaches the page as text alone: never as markup.

import { showBoard } from "./board.js";
import { PhoneView } from "./phone.js";
import { element } from "./element.js";

const POLL_MS = 1000;
const BOOK = "book";

const phonesAt = document.querySelector(".phones");
const boardAt = document.querySelector(".board");
const tabsAt = document.querySelector(".tabs");
const chooser = document.querySelector(".chooser");
const trouble = document.querySelector(".trouble");

const views = new Map(); // by the phone's address
const tabs = new Map(); // by address, and BOOK; only narrow screens show them
let groupId = null;
let inFront = null;
let lastSeen = "";

async function post(path, body) {
  const answer = await fetch(`/simulator/${path}`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return answer;
}

async function write(phone, text) {
  await post("messages", { phone, text });
  await refresh();
}

async function press(phone, button) {
  if (!button.money_text) return write(phone, button.text);
  const answer = await post("money-texts", button.money_text);
  return write(phone, (await answer.json()).text);
}

async function use(act, body) {
  const answer = await post(`wallets/${act}`, body);
  await refresh();
  return (await answer.json()).said;
}

async function refresh() {
  const answer = await fetch("/simulator/state");
  if (!answer.ok) throw new Error(`state: ${answer.status}`);
  const seen = await answer.text();
  trouble.textContent = "";
  if (seen === lastSeen) return;
  lastSeen = seen;
  show(JSON.parse(seen));
}

function show({ boards, phones }) {
  groupId = boards.some((board) => board.id === groupId) ? groupId : boards[0]?.id;
  showChooser(boards);
  const group = boards.find((board) => board.id === groupId);
  if (group) showBoard(boardAt, group);
  const shown = phones.filter((phone) => !phone.chamas.length || phone.chamas.includes(groupId));
  showPhones(shown);
}

function showChooser(boards) {
  chooser.hidden = boards.length < 2;
  const options = boards.map(({ id, name, collects }) =>
    element("option", { value: id, text: `${name} (${collects})` }));
  const select = chooser.querySelector("select");
  select.replaceChildren(...options);
  select.value = groupId;
}

function showPhones(phones) {
  const addresses = phones.map((phone) => phone.address);
  if (addresses.join() !== [...views.keys()].join()) layOut(phones);
  for (const phone of phones) {
    const hasNews = views.get(phone.address).show(phone);
    if (hasNews && phone.address !== inFront) tabs.get(phone.address).classList.add("news");
  }
}

function layOut(phones) {
  views.clear();
  for (const [index, phone] of phones.entries()) {
    views.set(phone.address, new PhoneView(phone, index, { write, press, use, report }));
  }
  phonesAt.replaceChildren(...[...views.values()].map((view) => view.root));
  layOutTabs(phones);
  bringToFront(phones[0].address);
}

function layOutTabs(phones) {
  tabs.clear();
  for (const { address, name } of phones) tabs.set(address, tab(address, name));
  tabs.set(BOOK, tab(BOOK, "Book"));
  tabsAt.replaceChildren(...tabs.values());
}

function tab(key, name) {
  const button = element("button", { type: "button", text: name.split(" ")[0] });
  button.addEventListener("click", () => bringToFront(key));
  return button;
}

function bringToFront(key) {
  inFront = key;
  for (const [other, button] of tabs) {
    button.setAttribute("aria-pressed", String(other === key));
  }
  tabs.get(key).classList.remove("news");
  for (const [address, view] of views) view.bringToFront(address === key);
  boardAt.classList.toggle("front", key === BOOK);
}

function report(error) {
  trouble.textContent = `The demo does not answer (${error.message}).`;
}

async function poll() {
  try {
    await refresh();
  } catch (error) {
    report(error);
  }
  setTimeout(poll, POLL_MS);
}

chooser.querySelector("select").addEventListener("change", (event) => {
  groupId = Number(event.target.value);
  show(JSON.parse(lastSeen));
});
poll();
