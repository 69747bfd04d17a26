internal import BudgetDomain

/// What one year of a run turned out to be.
struct WrittenVolume: Sendable {
  let id: Int64
  let year: FiscalYear
  /// The fingerprint of the cells, by value.
  var cellDigest = ""
  /// The fingerprint of coverage and anomalies, by value.
  var listDigest = ""
  /// The fingerprint of what it is made from; nil where the run does not know.
  var inputDigest: String?
  var cellCount = 0
  /// Lines of the year's effective submissions.
  var lineCount = 0
  /// The year's effective submissions that have lines.
  var submissionCount = 0
  /// The district's totals in fen; nil where nobody states the measure.
  var total = BudgetFigures<Int64?>(initial: nil, final: nil, actual: nil)

  /// The fingerprint of which submissions it is made from, and how many lines; nil where that was
  /// not recorded.
  var sourceDigest: String?
  /// The fingerprint of what its figures are restated by and to; nil where that was not recorded.
  var basisDigest: String?

  /// Whether readers would see the same, wherever they look.
  func shows(theSameAs other: WrittenVolume) -> Bool {
    year == other.year && cellDigest == other.cellDigest && listDigest == other.listDigest
      && sourceDigest == other.sourceDigest && basisDigest == other.basisDigest
  }
}
