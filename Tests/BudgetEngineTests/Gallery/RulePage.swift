import BudgetDomain
import BudgetRules
import Foundation

@testable import BudgetEngine

/// The catalogue of rules as a page for people, `deploy/guide/rules.md`: what the program says of
/// its rules, the gallery's smallest district that breaks each and one that keeps it, with what a
/// night says of the first, and the formulas that are shipped.
struct RulePage {
  private static let head = """
    # Rule catalogue 规则目录

    What a night asks of every submission, and what it lists where the answer is no. This page is
    generated from the rules, from their tests and from `sql/seeds/formula_rule.csv`: see the end.
    `huizong rules list` lists the same rules with those of one's own database, `huizong rules
    explain CODE` tells one. How figures are compared, and what "undetermined" means, stands in
    [data.md](data.md#printed-figures-印出的数); how formulas are written, in
    [formulas.md](formulas.md).

    | severity | 级别 | means |
    |---|---|---|
    | `error` | 错误 | cannot be true, whatever was rounded |
    | `review` | 需核实 | may be right, and should be looked at |
    | `undetermined` | 无法判定 | depends on digits that are not printed |
    | `info` | 提示 | worth knowing |

    No anomaly takes money out of the sums: see [what counts](data.md#what-counts-什么计入汇总).

    ## The rules of the program 程序的规则

    In the examples a line is a row of a table, `SECTION CODE FUND KIND : initial final actual`,
    with `-` for what is not stated; functional rows are those without a section. `name = value` is
    a figure from the text. `unit`, `submission`, `listed`, `explain`, `setting` and their kin stand
    for rows of other tables. Amounts are in 万元 unless `yuan` says otherwise, the unit is 101 and
    the year 2023.
    """

  private static let tail = """

    ## How this page is made 本页的生成

    `HUIZONG_RENEW=1 swift test --filter RulePageTests` writes it anew; `jobs/test` fails while it
    differs from the rules. Formulas are listed as they are shipped; a bureau's own are in its
    database.
    """

  /// The first of a rule's pages stands for it.
  static func text(_ pages: [GalleryPage]) throws -> String {
    var text = head + "\n"
    for rule in RuleCatalogue.descriptions.sorted(by: { $0.code.text < $1.code.text }) {
      text += "\n### \(rule.code.text) \(rule.title)\n\n"
      let english = rule.englishTitle.prefix(1).uppercased() + rule.englishTitle.dropFirst()
      text += wrapped(
        "\(english). Severity: `\(rule.severity.name)`. Source 依据:\(rule.source).")
      guard let page = pages.first(where: { $0.code == rule.code.text }) else { continue }
      text += "\nBroken 违反:\n\n" + block(page.breaks)
      for message in try messages(of: page) { text += "\n" + quoted(message) }
      text += "\nHolding 成立:\n\n" + block(page.holds)
    }
    return text + formulas + tail + "\n"
  }

  /// What a night says of the district that breaks the rule.
  private static func messages(of page: GalleryPage) throws -> [String] {
    let summary = consolidate(try validate(try District(page: page.breaks).batch()))
    return try allAnomalies(of: summary).filter { $0.rule.text == page.code }.map(\.message)
  }

  /// A district; one of thousands of lines with its beginning only.
  private static func block(_ district: String) -> String {
    let lines = district.split(separator: "\n").map(String.init)
    let shown = lines.count > 20 ? lines.prefix(3) + ["… \(lines.count - 3) more"] : lines[...]
    return "```\n" + shown.joined(separator: "\n") + "\n```\n"
  }

  private static func quoted(_ message: String) -> String {
    wrapped(message, width: 96).split(separator: "\n").map { "> \($0)\n" }.joined()
  }

  private static var formulas: String {
    var text = "\n## The formulas that are shipped 随程序提供的审核公式\n\n"
    text += "| code | severity | years | formula | title | source |\n|---|---|---|---|---|---|\n"
    for row in ShippedFormulas.rows {
      let years = "\(row.validity.from)–\(row.validity.to.map(String.init) ?? "")"
      let cells = [
        row.code.text, row.severity?.name ?? "?", years, "`\(row.formula)`", row.title,
        row.note ?? "",
      ]
      text += "| " + cells.map { $0.replacing("|", with: "\\|") }.joined(separator: " | ") + " |\n"
    }
    return text
  }

  /// Lines of so many columns at most; Chinese may be broken anywhere, other words between them.
  private static func wrapped(_ text: String, width: Int = 98) -> String {
    var (lines, line, word) = ([String](), "", "")
    func columns(_ text: String) -> Int {
      text.unicodeScalars.reduce(0) { $0 + ($1.value >= 0x2E80 ? 2 : 1) }
    }
    func place() {
      if columns(line + word) > width, !line.isEmpty {
        lines.append(line.trimmingCharacters(in: .whitespaces))
        line = ""
      }
      line += word
      word = ""
    }
    for character in text {
      let isWide = character.unicodeScalars.allSatisfy { $0.value >= 0x2E80 }
      // A stop of either script stays with what it ends.
      let isStop = ",。;:、)”".contains(character)
      if isWide && !isStop { place() }
      word.append(character)
      if character == " " { place() }
    }
    place()
    return (lines + [line.trimmingCharacters(in: .whitespaces)]).joined(separator: "\n") + "\n"
  }
}
