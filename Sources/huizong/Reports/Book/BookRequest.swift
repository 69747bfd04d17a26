import BudgetDomain
import BudgetReport
import BudgetStore
import PostgresClient

/// What a workbook is to show.
struct BookRequest: Sendable {
  /// The unit or group at the top; `*` for the whole district.
  let unitCode: String
  /// One fund, `unstated`, or `*`.
  let fundType: String
  /// The years; the last one is the year of the book. nil for all that are published.
  var years: ClosedRange<Int>?
  /// What amounts are printed in.
  var amountUnit: AmountUnit
  let language: Language
}

/// A unit or year that is asked for and not published; exit code 64.
struct NothingToExport: Error {
  let reason: Phrase
  let hint: Phrase
}

/// What a workbook is of, once the publication is known: the same for all its sheets.
struct BookFrame {
  var request: BookRequest
  let publication: PublicationRow
  /// The published years that are shown, ascending.
  let years: [Int]
  /// The year of the book.
  let year: Int
  /// The units of that year, the top first.
  let outline: UnitOutline
  /// The names of all units in that year.
  let unitNames: [String: String]
  /// The smallest difference of two printed amounts.
  var step: PrintStep { PrintStep(request.amountUnit) }

  /// A text in the language of the book.
  func say(_ phrase: Phrase) -> String { phrase(request.language) }

  /// The codes of the units at and below the top; nil where that is everything.
  var unitCodes: [String]? {
    request.unitCode == "*" ? nil : outline.entries.map(\.code)
  }

  /// The same of another year, by that year's tree.
  func unitCodes(
    in year: Int, on connection: borrowing Connection
  ) throws(PostgresError) -> [String]? {
    guard request.unitCode != "*" else { return nil }
    let tree = try UnitTreeReader.rows(fiscalYear: year, on: connection)
    return UnitOutline(
      top: request.unitCode, units: tree.map { ($0.unitCode, $0.parentCode) }
    ).entries.map(\.code)
  }

  /// What the unit at the top is called.
  var topName: String {
    request.unitCode == "*"
      ? say(Phrase("全区", "Whole district")) : unitName(request.unitCode)
  }

  /// A unit by its name; by its code where it has none.
  func unitName(_ code: String) -> String {
    code == "*" ? say(Phrase("全区", "Whole district")) : unitNames[code] ?? code
  }

  /// A subject by its name.
  func subjectName(_ code: SubjectCode, _ name: String?) -> String {
    switch code {
    case .all: say(Phrase("合计", "Total"))
    case .unreadable: say(Phrase("无法识别的科目", "Unreadable codes"))
    default: name ?? say(Phrase("(目录中没有)", "(not listed)"))
    }
  }

  /// The first and the last year shown.
  var yearsText: String {
    years.count == 1 ? "\(year)" : "\(years[0])–\(year)"
  }
}

extension BookFrame {
  /// Finds out what a book, or a page, is of.
  ///
  /// - Throws: `NothingToExport`, `PostgresError`.
  init(_ request: BookRequest, on connection: borrowing Connection) throws {
    guard let publication = try PublicationReader.current(on: connection) else {
      throw NothingToExport(
        reason: Phrase("尚无发布", "nothing is published yet"),
        hint: Phrase("请先运行 huizong run", "run huizong run first"))
    }
    let years = publication.fiscalYears.filter { request.years?.contains($0) ?? true }
    guard let year = years.last else {
      let named = publication.fiscalYears.map { String($0) }.joined(separator: " ")
      throw NothingToExport(
        reason: Phrase("没有发布这些年度", "none of these years is published"),
        hint: Phrase("已发布:\(named)", "published are \(named)"))
    }
    let tree = try UnitTreeReader.rows(fiscalYear: year, on: connection)
    guard request.unitCode == "*" || tree.contains(where: { $0.unitCode == request.unitCode })
    else {
      throw NothingToExport(
        reason: Phrase(
          "\(year) 年度的单位目录中没有 \(request.unitCode)",
          "there is no unit \(request.unitCode) in \(year)"),
        hint: Phrase("请检查 --unit", "check --unit"))
    }
    self.init(
      request: request, publication: publication, years: years, year: year,
      outline: UnitOutline(
        top: request.unitCode, units: tree.map { ($0.unitCode, $0.parentCode) }),
      unitNames: Dictionary(
        tree.compactMap { unit in unit.unitName.map { (unit.unitCode, $0) } }
      ) { $1 })
  }

  /// What a file is called where nobody says otherwise: its kind, unit, years, publication.
  func fileName(_ ending: String, kind: String = "") -> String {
    let unit = request.unitCode == "*" ? "district" : request.unitCode
    let plain = unit.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" }
    let years = years.count == 1 ? "\(year)" : "\(years[0])-\(year)"
    return "huizong-\(kind)\(String(plain))-\(years)-publication-"
      + "\(publication.publicationID).\(ending)"
  }
}
