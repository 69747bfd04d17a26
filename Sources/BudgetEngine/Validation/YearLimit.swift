import BudgetDomain
import BudgetRules

/// Keeps what is added up within the bounds of `Amount.largestYearFen`, year by year, and every
/// submission within `SubmittedLine.mostOfSubmission`.
///
/// A year by itself, so that a run of single years leaves out what a run of all years would. Wider
/// sums would be of no use: results are stored as 64 bits of fen.
enum YearLimit {
  /// The submissions to leave out: those that have too many rows, and so many that the others of
  /// each year fit, the largest first, of equal ones the first. It depends on the submissions only,
  /// not on who read them.
  static func excess(
    of outcomes: some Sequence<Validator.Outcome>, in headers: [SubmissionHeader]
  ) -> [Validator.Outcome] {
    var sums: [FiscalYear: Int128] = [:]
    for outcome in outcomes {
      sums[headers[outcome.submission].year, default: 0] += outcome.magnitudeFen
    }
    let tooLong = outcomes.filter(\.isTooLong)
    let limit = Int128(Amount.largestYearFen)
    sums = sums.filter { $0.value > limit }
    guard !sums.isEmpty else { return tooLong }
    let largestFirst = outcomes.filter { !$0.isTooLong && sums[headers[$0.submission].year] != nil }
      .sorted { ($1.magnitudeFen, $0.submission) < ($0.magnitudeFen, $1.submission) }
    return tooLong
      + largestFirst.filter { outcome in
        let year = headers[outcome.submission].year
        guard let sum = sums[year], sum > limit else { return false }
        sums[year] = sum - outcome.magnitudeFen
        return true
      }
  }
}
