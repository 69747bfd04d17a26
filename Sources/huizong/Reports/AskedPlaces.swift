import BudgetReport
import BudgetStore
import PostgresClient

/// Holds the years and units that somebody asks for to what is published, so that a slip of the pen
/// is not confirmed as "nothing found".
struct AskedPlaces {
  let publication: PublicationRow

  /// A year that is published.
  ///
  /// - Throws: `NotPublished` (64) for another one.
  func expect(year: Int) throws(NotPublished) {
    guard !publication.fiscalYears.contains(year) else { return }
    let named = publication.fiscalYears.map { String($0) }.joined(separator: " ")
    throw NotPublished(
      reason: Phrase("没有发布 \(year) 年度", "\(year) is not published"),
      hint: Phrase("已发布:\(named)", "published are \(named)"))
  }

  /// A unit and all below it, by the published trees of some years.
  ///
  /// - Returns: nil for the whole district.
  func units(
    _ code: String?, in years: [Int], on connection: borrowing Connection
  ) throws(PostgresError) -> (codes: [String], isListed: Bool)? {
    guard let code, code != "*" else { return nil }
    var (codes, isListed): (Set<String>, Bool) = ([code], false)
    for year in years {
      let tree = try UnitTreeReader.rows(fiscalYear: year, on: connection)
      guard tree.contains(where: { $0.unitCode == code }) else { continue }
      isListed = true
      let outline = UnitOutline(top: code, units: tree.map { ($0.unitCode, $0.parentCode) })
      codes.formUnion(outline.entries.map(\.code))
    }
    return (codes.sorted(), isListed)
  }

  /// Says that a unit of which nothing was found is in none of the published lists.
  static func unknown(unit code: String) -> NotPublished {
    NotPublished(
      reason: Phrase(
        "已发布的单位目录中没有 \(visible(code))", "no published list has a unit \(visible(code))"),
      hint: Phrase("请检查单位代码", "check the code of the unit"))
  }
}
