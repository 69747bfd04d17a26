#if Console
import BudgetStore

/// Where a figure is taken apart.
struct CellLink: Sendable {
  let year: Int
  var unit: String
  var subject: String
  var fund: String

  init(year: Int, unit: String, subject: String, fund: String) {
    self.year = year
    self.unit = unit
    self.subject = subject
    self.fund = fund
  }

  /// The figure that a query asks for.
  ///
  /// - Throws: `Refusal` where it names no year and unit.
  init(_ query: Form) throws {
    guard let year = query.number("year"), (1900...2999).contains(year),
      let unit = query.word("unit")
    else { throw Refusal.notFound }
    self.init(
      year: year, unit: unit, subject: query.word("subject") ?? "*",
      fund: query.word("fund") ?? "*")
  }

  var name: CellName {
    CellName(fiscalYear: year, unitCode: unit, subjectCode: subject, fundType: fund)
  }

  private var place: [(name: String, value: String?)] {
    [("year", "\(year)"), ("unit", unit), ("subject", subject), ("fund", fund)]
  }

  /// What the figure is made of.
  ///
  /// - Parameter axis: `unit`, `subject` or `fund`; what fits where nil.
  func parts(along axis: String? = nil) -> Link { Link(["cell"], query(along: axis)) }

  func query(along axis: String?) -> [(name: String, value: String?)] { place + [("by", axis)] }

  /// The submitted lines behind it.
  func lines(page: Int? = nil) -> Link { Link(["lines"], query(page: page)) }

  func query(page: Int?) -> [(name: String, value: String?)] {
    place + [("page", page.flatMap { $0 > 1 ? "\($0)" : nil })]
  }
}
#endif
