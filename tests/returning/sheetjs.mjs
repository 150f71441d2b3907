// Reads a workbook with SheetJS and writes it again: node sheetjs.mjs MODULES SOURCE TARGET
import { createRequire } from "node:module";

const [modules, source, target] = process.argv.slice(2);
const XLSX = createRequire(`${modules}/`)("xlsx");
const book = XLSX.readFile(source, { cellFormula: true, cellStyles: true, bookVBA: true });
XLSX.writeFile(book, target, { bookType: target.split(".").pop(), Props: book.Props });
