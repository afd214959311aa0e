// The M-Pesa of one phone: what it holds, what its SIM asks, and a payment from its menu.

export class WalletView {
  // use(act, body): does something on it; gives what the phone says then
  constructor(phone, use) {
    this.use = use;
    this.wallet = null; // as it was shown last
    this.root = phone.querySelector(".wallet");
    this.said = this.root.querySelector(".said");
    this.menu = this.root.querySelector(".menu");
    this.payment = this.root.querySelector(".from-menu");
    this.sim = phone.querySelector(".sim");
    this.listen();
  }

  listen() {
    this.menu.addEventListener("click", () => this.openMenu(this.payment.hidden));
    this.payment.addEventListener("submit", (event) => {
      event.preventDefault();
      const { amount, account } = this.payment.elements;
      this.act("payment", { amount: Number(amount.value), account: account.value });
      this.openMenu(false);
    });
    this.sim.addEventListener("submit", (event) => {
      event.preventDefault();
      this.answer("pin", { pin: this.sim.elements.pin.value });
    });
    this.sim.querySelector(".cancel").addEventListener("click", () => this.answer("cancel", {}));
  }

  async act(act, body) {
    this.said.textContent = "";
    this.said.textContent = await this.use(act, { language: this.wallet.language, ...body });
  }

  // What did not get through is asked on.
  async answer(act, body) {
    const { number } = this.wallet.prompt;
    this.sim.hidden = true;
    await this.act(act, { number, ...body });
    this.sim.hidden = !this.wallet?.prompt;
  }

  openMenu(isOpen) {
    this.payment.hidden = !isOpen;
    this.menu.setAttribute("aria-expanded", String(isOpen));
    if (!isOpen) return;
    this.payment.elements.amount.value = "";
    this.payment.elements.account.value = this.wallet.account;
    this.payment.elements.amount.focus();
  }

  show(wallet) {
    this.root.hidden = !wallet;
    if (JSON.stringify(wallet) === JSON.stringify(this.wallet)) return;
    const asked = this.wallet?.prompt?.number;
    this.wallet = wallet;
    if (!wallet) return;
    this.name(wallet);
    if (wallet.prompt?.number !== asked) this.ask(wallet.prompt);
  }

  name({ balance, words }) {
    this.root.querySelector(".balance").textContent = `${words.balance}: ${balance}`;
    this.menu.textContent = words.menu;
    const [amount, account] = this.payment.querySelectorAll("span");
    amount.textContent = words.amount;
    account.textContent = words.account;
    this.payment.querySelector(".pay").textContent = words.pay;
    this.sim.querySelector(".hint").textContent = words.hint;
    this.sim.querySelector(".cancel").textContent = words.cancel;
    this.sim.querySelector(".ok").textContent = words.ok;
  }

  ask(prompt) {
    this.sim.hidden = !prompt;
    this.sim.reset();
    if (!prompt) return;
    this.said.textContent = "";
    this.sim.querySelector(".asks").textContent = prompt.text;
  }
}
