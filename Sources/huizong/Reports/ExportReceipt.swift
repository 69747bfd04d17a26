import BudgetReport
import BudgetStore

/// What was written where.
struct ExportReceipt: Sendable {
  let path: String
  let publication: PublicationRow
  let sheets: [(name: String, rows: Int)]

  /// The file, then its sheets.
  func text(_ language: Language) -> String {
    let sheets = sheets.map { sheet in
      Phrase(
        "  \(sheet.name)  \(NumberFormat.count(sheet.rows)) 行\n",
        "  \(sheet.name)  \(NumberFormat.count(sheet.rows)) rows\n")(language)
    }
    return visible(path) + "\n" + sheets.joined()
  }

  /// The same for programs.
  var members: [(key: String, value: JSONValue)] {
    [
      ("publication", publication.document), ("file", .text(path)),
      (
        "sheets",
        .array(
          sheets.map { .object([("name", .text($0.name)), ("rows", .int(Int64($0.rows)))]) })
      ),
    ]
  }
}
