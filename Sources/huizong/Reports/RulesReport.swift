import BudgetDomain
import BudgetReport
import BudgetRules
import BudgetStore

/// The rules of the program and the bureau's formulas, for people, spreadsheets and programs.
struct RulesReport {
  private let formulas: FormulaList

  init(_ formulas: FormulaList) {
    self.formulas = formulas
  }

  /// One row a rule, and a row for each period of a formula.
  func table(_ console: Console) -> String {
    let language = console.language
    var table = TextTable([
      .words(Phrase("代码", "Code")(language)), .words(Phrase("级别", "Severity")(language)),
      .words(Phrase("年度", "Years")(language)), .words(Phrase("规则", "Rule")(language)),
    ])
    for rule in RuleCatalogue.descriptions {
      let severity = Vocabulary.severity(rule.severity.name)(language)
      let title = Phrase(rule.title, rule.englishTitle)(language)
      table.append(.init([rule.code.text, severity, "", title]))
    }
    for row in formulas.rows {
      let isWrong = formulas.defects(of: row).contains(where: \.isError)
      table.append(
        .init(
          [row.code.text, Self.severity(of: row)(language), Self.years(of: row), row.title],
          tone: isWrong ? .bad : nil))
    }
    return table.rendered(console.palette, width: console.width)
  }

  var csv: String {
    var table = CSVTable(header: Self.columns)
    for fields in rows { table.append(fields.map(\.field)) }
    return table.text
  }

  var document: JSONValue {
    .array(rows.map { .object($0.map { ($0.name, $0.value) }) })
  }

  private static let columns = [
    "rule_code", "origin", "severity", "valid_from", "valid_to", "title", "scope", "formula",
    "note",
  ]

  private var rows: [[TableField]] {
    RuleCatalogue.descriptions.map(Self.fields) + formulas.rows.map(Self.fields)
  }

  private static func fields(of rule: RuleDescription) -> [TableField] {
    zip(
      columns,
      [
        .text(rule.code.text), .text("program"), .text(rule.severity.name), .null, .null,
        .text(rule.title), .null, .null, .text(rule.source),
      ] as [JSONValue]
    ).map(TableField.init)
  }

  private static func fields(of row: FormulaRow) -> [TableField] {
    zip(
      columns,
      [
        .text(row.code.text), .text("formula"), .text(row.severity?.name),
        .int(Int64(row.validity.from)), row.validity.to.map { .int(Int64($0)) } ?? .null,
        .text(row.title), .text(row.scope), .text(row.formula), .text(row.note),
      ] as [JSONValue]
    ).map(TableField.init)
  }

  private static func severity(of row: FormulaRow) -> Phrase {
    Vocabulary.severity(row.severity?.name ?? "?")
  }

  private static func years(of row: FormulaRow) -> String {
    "\(row.validity.from)–\(row.validity.to.map(String.init) ?? "")"
  }
}

// One defect, one rule.
extension RulesReport {
  static func line(of defect: FormulaDefect, _ console: Console) -> String {
    let language = console.language
    let word =
      defect.isError ? Phrase("有误", "wrong") : Phrase("不触发", "idle")
    let message = Phrase(defect.message.chinese, defect.message.english)(language)
    let line = "\(defect.rule.text) \(defect.validFrom) \(word(language)): \(message)"
    return console.palette(visible(line), defect.isError ? .bad : .doubtful) + "\n"
  }

  static func document(of defect: FormulaDefect, _ language: Language) -> JSONValue {
    .object([
      ("rule_code", .text(defect.rule.text)), ("valid_from", .int(Int64(defect.validFrom))),
      ("is_error", .bool(defect.isError)),
      ("message", .text(Phrase(defect.message.chinese, defect.message.english)(language))),
    ])
  }

  static func document(of rule: RuleDescription) -> JSONValue {
    .object(fields(of: rule).map { ($0.name, $0.value) })
  }

  static func document(of row: FormulaRow, in list: FormulaList, _ language: Language)
    -> JSONValue
  {
    let formula = list.rule(of: row)?.formula
    return .object(
      fields(of: row).map { ($0.name, $0.value) } + [
        ("formula_zh", .text(formula?.text(in: .chinese))),
        ("formula_en", .text(formula?.text(in: .english))),
        ("defects", .array(list.defects(of: row).map { document(of: $0, language) })),
      ])
  }

  static func text(of rule: RuleDescription, _ console: Console) -> String {
    let language = console.language
    return lines([
      ("\(rule.code.text)", Phrase(rule.title, rule.englishTitle)(language)),
      (
        Phrase("级别", "Severity")(language), Vocabulary.severity(rule.severity.name)(language)
      ),
      (Phrase("依据", "Source")(language), rule.source),
    ])
  }

  static func text(of row: FormulaRow, in list: FormulaList, _ console: Console) -> String {
    let language = console.language
    let formula = list.rule(of: row)?.formula
    let written: FormulaLanguage = language == .chinese ? .chinese : .english
    return lines(
      [
        (row.code.text, row.title),
        (Phrase("级别", "Severity")(language), severity(of: row)(language)),
        (Phrase("年度", "Years")(language), years(of: row)),
        (Phrase("范围", "Scope")(language), row.scope),
        (Phrase("公式", "Formula")(language), formula?.text(in: written) ?? row.formula),
        (Phrase("依据", "Source")(language), row.note ?? ""),
      ]) + list.defects(of: row).map { line(of: $0, console) }.joined()
  }

  private static func lines(_ parts: [(name: String, text: String)]) -> String {
    parts.filter { !$0.text.isEmpty }.map { "\(visible($0.name)): \(visible($0.text))\n" }
      .joined()
  }
}
