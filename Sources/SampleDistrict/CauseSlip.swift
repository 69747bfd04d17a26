import BudgetDomain

/// A slip of a known cause that was planted, and where: a row of planted.csv where slips are
/// counted by cause.
struct CauseSlip: Sendable {
  let cause: Cause
  let year: Int
  let unitCode: String
  let submissionID: Int64
  let place: MisprintPlace
}

/// The number to blame, as it should be and as it is printed.
struct MisprintPlace: Sendable {
  var section: Section?
  /// The row, also of one that is not printed any more.
  var lineNumber: Int64?
  /// Null where all numbers of the row are meant.
  var measure: Measure?
  var figure: String?
  var right: PrintedNumber?
  /// Null where the number is not printed any more.
  var wrong: PrintedNumber?
  /// What happened, where a cause has several ways.
  var detail = ""
}

extension ImportFiles {
  func write(_ slips: [CauseSlip]) throws(SampleError) -> SampleReceipt.File {
    var file = try CSVFile(
      "\(directory)/planted.csv",
      header: [
        "cause", "fiscal_year", "unit_code", "submission_id", "section", "line_no", "measure",
        "figure", "right_value", "wrong_value", "detail",
      ])
    for slip in slips {
      file.field(slip.cause.rawValue)
      file.field(Int64(slip.year))
      file.field(slip.unitCode)
      file.field(slip.submissionID)
      file.field(slip.place.section?.name)
      file.field(slip.place.lineNumber.map { String($0) })
      file.field(slip.place.measure?.name)
      file.field(slip.place.figure)
      file.field(slip.place.right?.description)
      file.field(slip.place.wrong?.description)
      file.field(slip.place.detail)
      try file.endRow()
    }
    return SampleReceipt.File(name: "planted.csv", rows: try file.finish())
  }
}
