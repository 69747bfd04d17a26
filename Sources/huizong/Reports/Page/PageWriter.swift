import BudgetDomain
import BudgetPage
import BudgetReport
import BudgetStore
import PostgresClient

/// Writes the page of a publication, from the readers of the workbook and by the same rounding.
struct PageWriter {
  let frame: BookFrame
  /// Whether nobody has asked for certain years.
  let choosesYears: Bool

  /// From so many fen on, amounts are in 亿元: 10 billion yuan.
  private static let largeFen: Int64 = 1_000_000_000_000

  /// Finds out what the page is of: where no years are asked for, of all up to the last one whose
  /// actuals are stated, since budgets of the next year come long before its accounts.
  ///
  /// - Parameter choosesUnit: Whether amounts are in 亿元 where the total of every year is large.
  /// - Throws: `NotPublished`, `PostgresError`.
  init(
    _ request: BookRequest, choosesUnit: Bool, on connection: borrowing Connection
  ) throws {
    var request = request
    choosesYears = request.years == nil
    if choosesYears { request.years = try Self.accountedYears(request, on: connection) }
    var frame = try BookFrame(request, on: connection)
    if choosesUnit, try Self.isLarge(frame, on: connection) {
      frame.request.amountUnit = .yiYuan
    }
    self.frame = frame
  }

  /// The published years up to the last one that the unit has an actual in, whatever the fund;
  /// nil where there is none.
  private static func accountedYears(
    _ request: BookRequest, on connection: borrowing Connection
  ) throws -> ClosedRange<Int>? {
    let years = try PublicationReader.current(on: connection)?.fiscalYears ?? []
    guard let first = years.first else { return nil }
    for year in years.reversed() {
      let cells = try UnitCellReader.cells(
        fiscalYear: year, unitCodes: [request.unitCode], fundType: "*", levels: [0],
        on: connection)
      if cells.contains(where: { $0.amounts.actual != nil }) { return first...year }
    }
    return nil
  }

  /// Whether the total of every year is large: of one year, a slip might have made it so.
  private static func isLarge(
    _ frame: BookFrame, on connection: borrowing Connection
  ) throws -> Bool {
    var isStated = false
    for year in frame.years {
      let total = try UnitCellReader.cells(
        fiscalYear: year, unitCodes: [frame.request.unitCode], fundType: frame.request.fundType,
        levels: [0], on: connection
      ).first?.amounts.actual
      guard let total else { continue }
      guard total.magnitude >= largeFen else { return false }
      isStated = true
    }
    return isStated
  }

  /// The page.
  ///
  /// - Throws: `PostgresError`, `DecodingError`.
  func html(on connection: borrowing Connection) throws -> String {
    let figures = try YearFigures(frame, on: connection)
    let gaps = try CoverageGaps(frame, on: connection)
    let anomalies = try anomalies(figures, on: connection)
    let subjects = subjectSection(figures, gaps, doubtful: anomalies.subjects)
    let coverage = try coverage(on: connection)
    let overview = overview(
      figures, subjects, anomalies, coverage, gaps, remark: try laterYears(on: connection))
    var sections: [any PageSection] = [overview, subjects]
    // Before the units, which are printed on sheets of their own.
    sections.append(try bridgeSection(figures, on: connection))
    if frame.outline.entries.count > 1 { sections.append(unitSection(figures, gaps)) }
    sections += [anomalies.section, coverage.section, methodSection]
    return ReportPage(voice, head, sections: sections).html
  }

  /// What lists that know no fund say where the page is of one.
  var allFunds: String? {
    guard frame.request.fundType != "*" else { return nil }
    return frame.say(
      Phrase(
        "本节为全部资金的,不限于所选资金。",
        "This section is of all funds, not of the one the page is of."))
  }

  /// The language and the unit of the page.
  var voice: PageVoice { PageVoice(language: frame.request.language, step: frame.step) }

  private var head: ReportPage.Head {
    ReportPage.Head(
      title: frame.say(
        Phrase(
          "\(shortened(frame.topName, to: 60)) \(frame.year) 年度支出决算",
          "\(shortened(frame.topName, to: 60)): final accounts \(frame.year)")),
      scope: [
        frame.say(
          Phrase("\(frame.yearsText) 年度", "Fiscal years \(frame.yearsText)")),
        frame.say(Vocabulary.fund(frame.request.fundType)), publicationName(frame.publication),
        frame.closedText.map(frame.say),
      ].compactMap(\.self),
      unit: frame.say(Vocabulary.amounts(in: frame.request.amountUnit)),
      source: frame.say(
        Phrase(
          "发布 \(frame.publication.publicationID) · 内容摘要 \(frame.publication.digest)"
            + " · huizong \(Huizong.version)",
          "Publication \(frame.publication.publicationID) · digest \(frame.publication.digest)"
            + " · huizong \(Huizong.version)")))
  }

  /// A publication by its number and day.
  func publicationName(_ publication: PublicationRow) -> String {
    // The database speaks UTC to us.
    let time = publication.publishedAt.prefix(16).replacing("T", with: " ") + " UTC"
    return frame.say(
      Phrase(
        "发布 \(publication.publicationID) · \(time)",
        "Publication \(publication.publicationID) · \(time)"))
  }

  /// A unit by code and name, as long as a line of the page takes.
  func unitText(_ code: String?, _ name: String?) -> String {
    guard let code, code != "*" else { return frame.unitName("*") }
    return shortened("\(code) \(name ?? "")", to: 70)
  }
}
