// One phone on the page: its messages as WhatsApp or SMS, buttons for typical texts, a text box, and
// its M-Pesa.

import { element } from "./element.js";
import { WalletView } from "./wallet.js";

const LOOKS = { whatsapp: "WhatsApp", sms: "SMS" };
const OTHER_LOOK = { whatsapp: "sms", sms: "whatsapp" };
const NEAR_END_PX = 80;
const WITHOUT_HEADING = ["Say", "Answer"];

export class PhoneView {
  // index: its place on the page; act: write(phone, text), press(phone, button), report(error),
  // use(act, body) of its M-Pesa
  constructor({ address, name, role }, index, act) {
    this.address = address;
    this.act = act;
    this.phone = null; // as it was shown last
    this.rows = new Map(); // its messages on the page, by their ids
    this.isFollowing = true; // whether to scroll to what comes next
    this.root = document.querySelector("#phone").content.firstElementChild.cloneNode(true);
    this.log = this.root.querySelector(".bubbles");
    this.look = localStorage.getItem(`look ${address}`) ?? (index % 2 ? "sms" : "whatsapp");
    this.wallet = new WalletView(this.root, (act, body) => this.use(act, body));
    this.nameParts(name, role);
    this.listen();
    this.showLook();
  }

  nameParts(name, role) {
    const initials = name.split(" ").slice(0, 2).map((word) => word[0]).join("");
    this.root.dataset.phone = this.address;
    this.root.setAttribute("aria-label", `Phone of ${name}`);
    this.root.querySelector(".face").textContent = initials.toUpperCase();
    this.root.querySelector("h2").textContent = name;
    this.root.querySelector(".role").textContent = role;
    this.root.querySelector(".number").textContent = dialled(this.address);
    this.log.setAttribute("aria-label", `Messages of ${name}`);
    this.root.querySelector("textarea").setAttribute("aria-label", `Write as ${name}`);
  }

  listen() {
    const form = this.root.querySelector(".message");
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.send(form.querySelector("textarea"));
    });
    form.querySelector("textarea").addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      form.requestSubmit();
    });
    this.root.querySelector(".look").addEventListener("click", () => {
      this.look = OTHER_LOOK[this.look];
      localStorage.setItem(`look ${this.address}`, this.look);
      this.showLook();
    });
  }

  async send(box) {
    const text = box.value;
    if (!text.trim()) return;
    box.value = "";
    if (!(await this.run(this.act.write(this.address, text)))) box.value ||= text;
  }

  // Does something on its M-Pesa; gives what the phone says then, or nothing if it went wrong.
  async use(act, body) {
    let said = "";
    await this.run((async () => { said = await this.act.use(act, { phone: this.address, ...body }); })());
    return said;
  }

  // Says whether it went well.
  async run(work) {
    this.isFollowing = true;
    try {
      await work;
      return true;
    } catch (error) {
      this.act.report(error);
      return false;
    }
  }

  // Shows what changed; says whether a message has come since the last time.
  show(phone) {
    const isFirst = this.phone === null;
    if (JSON.stringify(phone.buttons) !== JSON.stringify(this.phone?.buttons)) {
      this.showButtons(phone.buttons);
    }
    this.phone = phone;
    this.isFollowing ||= this.isAtEnd(); // also where what the SIM asks takes its room
    this.wallet.show(phone.wallet);
    const newest = [...this.rows.keys()].at(-1);
    this.showBubbles();
    return !isFirst && newest !== [...this.rows.keys()].at(-1);
  }

  showLook() {
    for (const look of Object.keys(LOOKS)) this.root.classList.toggle(look, look === this.look);
    const switcher = this.root.querySelector(".look");
    switcher.textContent = `${LOOKS[this.look]} \u21c4`;
    switcher.title = `Show as ${LOOKS[OTHER_LOOK[this.look]]}`;
    switcher.setAttribute("aria-label", `Shown as ${LOOKS[this.look]}. ${switcher.title}`);
    if (this.phone) this.showBubbles();
  }

  showBubbles() {
    const { log, phone } = this;
    const isAtEnd = this.isAtEnd();
    this.forgetAllBut(new Set(phone.bubbles.map(({ id }) => id)));
    for (const [index, bubble] of phone.bubbles.entries()) {
      const row = this.rowOf(bubble);
      if (log.children[index] !== row) log.insertBefore(row, log.children[index] ?? null);
    }
    if (isAtEnd || this.isFollowing) this.scrollToEnd();
    this.isFollowing = false;
  }

  isAtEnd() {
    return this.log.scrollHeight - this.log.scrollTop - this.log.clientHeight < NEAR_END_PX;
  }

  forgetAllBut(ids) {
    for (const [id, row] of this.rows) {
      if (ids.has(id)) continue;
      row.remove();
      this.rows.delete(id);
    }
  }

  // The message as it stands on the page, drawn anew when it changed.
  rowOf(bubble) {
    const drawn = JSON.stringify([bubble, this.look]);
    const known = this.rows.get(bubble.id);
    if (known?.dataset.drawn === drawn) return known;
    const row = bubbleOf(bubble, this.look);
    row.dataset.drawn = drawn;
    known?.replaceWith(row);
    this.rows.set(bubble.id, row);
    return row;
  }

  showButtons(buttons) {
    const groups = Map.groupBy(buttons, (button) => button.group);
    const made = [...groups].map(([group, members]) =>
      element("div", { role: "group", "aria-label": group },
        ...(WITHOUT_HEADING.includes(group) ? [] : [element("span", { text: group })]),
        ...members.map((button) => this.buttonOf(button))));
    this.root.querySelector(".buttons").replaceChildren(...made);
  }

  buttonOf(button) {
    const made = element("button", { type: "button", text: button.label, title: button.text });
    made.addEventListener("click", () => this.run(this.act.press(this.address, button)));
    return made;
  }

  bringToFront(isInFront) {
    this.root.classList.toggle("front", isInFront);
    if (isInFront) this.scrollToEnd();
  }

  scrollToEnd() {
    this.log.scrollTop = this.log.scrollHeight;
  }
}

function bubbleOf(bubble, look) {
  const side = bubble.is_own ? "own" : bubble.sender ? "other" : "bot";
  const text = look === "sms" ? bubble.sms : bubble.whatsapp;
  const shown = look === "sms" ? [text] : formatted(text);
  const words = element("p", { class: "words" }, ...shown.flatMap(withLinks));
  const about = [bubble.sender, bubble.at, look === "sms" ? bubble.cost : "", statusOf(bubble)];
  const line = element("p", { class: "about", text: about.filter(Boolean).join(" · ") });
  return element("div", { class: `bubble ${side} ${bubble.status}` }, words, line);
}

// WhatsApp shows *so* bold.
function formatted(text) {
  return text.split(/(?<![\w*])\*([^*\n]+)\*(?![\w*])/).map((part, index) =>
    index % 2 ? element("b", { text: part }) : part,
  );
}

// An address on this machine can be followed, as on a phone.
const HERE = `${location.protocol}//${location.hostname.replaceAll(".", "\\.")}`;
const ADDRESS = new RegExp(`(${HERE}:\\d+/\\S+)`);

function withLinks(part) {
  if (typeof part !== "string") return [part];
  return part
    .split(ADDRESS)
    .map((text, index) =>
      index % 2 ? element("a", { href: text, target: "_blank", rel: "noreferrer", text }) : text,
    );
}

function statusOf({ status, error }) {
  if (status === "failed") return `not sent: ${error.replaceAll("_", " ")}`;
  return status;
}

function dialled(address) {
  return address.replace(/^\+254(\d{3})(\d{3})(\d{3})$/, "0$1 $2 $3");
}
