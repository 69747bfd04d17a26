import BudgetDomain
import BudgetPage
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

/// What is asked for and not published, such as a unit or year; exit code 64.
struct NotPublished: Error {
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
  /// The years shown that are closed, ascending.
  let closedYears: [Int]
  /// The smallest difference of two printed amounts.
  var step: PrintStep { PrintStep(request.amountUnit) }

  /// A text in the language of the book, Chinese as it is set in print; names stay as they are.
  func say(_ phrase: Phrase) -> String {
    let text = phrase(request.language)
    guard request.language == .chinese else { return text }
    return typeset(text, keeping: [unitNames[request.unitCode]].compactMap(\.self))
  }

  /// A finding or suggestion, which is kept in Chinese; what the unit has named itself stays as it
  /// was given.
  func finding(_ words: String, of anomaly: PublishedAnomaly) throws -> String {
    let names = try [anomaly.unitName].compactMap(\.self) + anomaly.operands().map(\.label)
    return typeset(words, keeping: names)
  }

  /// What is said of closed years; nil where none is.
  var closedText: Phrase? {
    guard !closedYears.isEmpty else { return nil }
    let years = closedYears.map { String($0) }
    return Phrase(
      years.joined(separator: "、") + " 年度已结账",
      years.joined(separator: ", ") + " closed")
  }

  /// The codes of the units at and below the top; nil where that is everything.
  var unitCodes: [String]? {
    request.unitCode == "*" ? nil : outline.entries.map(\.code)
  }

  /// The same of another year, by that year's tree.
  func unitCodes(
    in year: Int, on connection: borrowing Connection
  ) throws(PostgresError) -> [String]? {
    guard request.unitCode != "*" else { return nil }
    return try outline(in: year, on: connection).entries.map(\.code)
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
  /// - Throws: `NotPublished`, `PostgresError`.
  init(_ request: BookRequest, on connection: borrowing Connection) throws {
    guard let publication = try PublicationReader.current(on: connection) else {
      throw NotPublished(
        reason: Phrase("尚无发布", "nothing is published yet"),
        hint: Phrase("请先运行 huizong run", "run huizong run first"))
    }
    let years = publication.fiscalYears.filter { request.years?.contains($0) ?? true }
    guard let year = years.last else {
      let named = publication.fiscalYears.map { String($0) }.joined(separator: " ")
      throw NotPublished(
        reason: Phrase("没有发布这些年度", "none of these years is published"),
        hint: Phrase("已发布:\(named)", "published are \(named)"))
    }
    let tree = try UnitTreeReader.rows(fiscalYear: year, on: connection)
    guard request.unitCode == "*" || tree.contains(where: { $0.unitCode == request.unitCode })
    else {
      throw NotPublished(
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
      ) { $1 },
      closedYears: try ClosingDesk.closed(on: connection).map { Int($0.fiscalYear) }
        .filter(years.contains))
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
