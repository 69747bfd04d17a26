internal import BudgetDomain
internal import PostgresClient

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
  /// The fingerprint of what its figures are restated by and to, and of which are stored restated;
  /// nil where that was not recorded.
  var basisDigest: String?

  /// The fingerprint of the cells without what is restated; nil where that was not recorded.
  var reportedDigest: String?
  /// The fingerprint of coverage and anomalies without what came after closing; nil where that was
  /// not recorded.
  var filedDigest: String?
  /// The fingerprint of what may come out otherwise of a closed year; nil for all other years.
  var closedDigest: String?

  /// Whether something that came after closing is in the list of anomalies.
  var listsLaterSubmissions: Bool { filedDigest.map { $0 != listDigest } ?? false }

  /// Whether readers would see the same, wherever they look.
  func shows(theSameAs other: WrittenVolume) -> Bool {
    year == other.year && cellDigest == other.cellDigest && listDigest == other.listDigest
      && sourceDigest == other.sourceDigest && basisDigest == other.basisDigest
  }
}

extension WrittenVolume {
  /// The volumes that readers see now, ascending by year.
  static func current(on connection: borrowing Connection) throws -> [WrittenVolume] {
    try connection.run(.listCurrentVolumes).map { try WrittenVolume($0) }
  }

  /// Reads a volume that is recorded.
  ///
  /// - Parameter row: Has the columns of `list_current_volumes`.
  init(_ row: Row) throws {
    self.init(
      id: try row.int("volume_id"), year: FiscalYear(Int(try row.int("fiscal_year"))))
    cellDigest = try row.text("cell_digest")
    listDigest = try row.text("list_digest")
    inputDigest = try row.optionalText("input_digest")
    closedDigest = try row.optionalText("closed_digest")
    sourceDigest = try row.optionalText("source_digest")
    basisDigest = try row.optionalText("basis_digest")
    reportedDigest = try row.optionalText("reported_digest")
    filedDigest = try row.optionalText("filed_digest")
    cellCount = Int(try row.int("cell_count"))
    lineCount = Int(try row.int("line_count"))
    submissionCount = Int(try row.int("submission_count"))
    total = BudgetFigures(
      initial: try row.optionalInt("total_initial_fen"),
      final: try row.optionalInt("total_final_fen"),
      actual: try row.optionalInt("total_actual_fen"))
  }

  /// The parameters of `record_volume`.
  func row(of runID: Int64) -> [Parameter] {
    [
      .int(id), .int(runID), .int(Int64(year.number)), .text(cellDigest), .text(listDigest),
      .int(Int64(cellCount)), .int(Int64(lineCount)), .int(Int64(submissionCount)),
      .int(total.initial), .int(total.final), .int(total.actual), .text(sourceDigest),
      .text(basisDigest), .text(reportedDigest), .text(filedDigest),
    ]
  }
}
