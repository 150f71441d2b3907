// Reads {"sheets": {name: rows}} on standard input, each cell a value or a formula as HyperFormula takes it, and
// writes what every cell comes to, in the same form. An error becomes its code: "#VALUE!".
import { createRequire } from "node:module";

const { HyperFormula } = createRequire(`${process.argv[2]}/`)("hyperformula");

let text = "";
process.stdin.setEncoding("utf8");
for await (const piece of process.stdin) text += piece;
const { sheets } = JSON.parse(text);
const engine = HyperFormula.buildFromSheets(sheets, {
  licenseKey: "gpl-v3",
  useArrayArithmetic: true,
  maxRows: 1048576,
  maxColumns: 16384,
  caseSensitive: false,
  accentSensitive: true,
  ignorePunctuation: false,
});
const shown = (value) => (value !== null && typeof value === "object" ? value.value : value);
const values = {};
for (const name of Object.keys(sheets)) {
  values[name] = engine.getSheetValues(engine.getSheetId(name)).map((row) => row.map(shown));
}
process.stdout.write(JSON.stringify(values));
