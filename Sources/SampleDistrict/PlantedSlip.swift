import BudgetDomain

/// A slip that was planted, and where: a row of planted.csv.
struct PlantedSlip: Sendable {
  let kind: SlipKind
  let year: Int
  let unitCode: String
  var submissionID: Int64?
  var place: SlipPlace
}

/// Where in a book a slip stands, and what was done there.
struct SlipPlace: Sendable {
  var section: Section?
  var lineNumber: Int64?
  var figure: String?
  var detail: String
}

/// The kinds of slip, as planted.csv names them.
enum SlipKind: String, CaseIterable, Sendable {
  case unitScale = "unit_scale"
  case digitsSwapped = "digits_swapped"
  case sign
  case componentMissing = "component_missing"
  case priorYearCopied = "prior_year_copied"
  case wrongBase = "wrong_base"
  case differenceAsPercent = "difference_as_percent"
  case staffAboveEstablishment = "staff_above_establishment"
  case shareWrong = "share_wrong"
  case controlTotalOff = "control_total_off"
  case unknownCode = "unknown_code"
  case codeOfAnotherYear = "code_of_another_year"
  case codeOfFourDigits = "code_of_four_digits"
  case codeOfEightDigits = "code_of_eight_digits"
  case fractionOfFen = "fraction_of_fen"
  case unknownUnit = "unknown_unit"
  case missing
  case late
  case returnedOnly = "returned_only"
  case draftOnly = "draft_only"

  /// The code of the rule that shows the slip; null where only the coverage does.
  var expectedRule: String? {
    switch self {
    case .unitScale, .digitsSwapped, .sign, .componentMissing: "T010"
    case .priorYearCopied: "F010"
    case .wrongBase, .differenceAsPercent: "F030"
    case .staffAboveEstablishment: "F050"
    case .shareWrong: "F040"
    case .controlTotalOff: "U040"
    case .unknownCode: "C020"
    case .codeOfAnotherYear: "C030"
    case .codeOfFourDigits, .codeOfEightDigits: "C010"
    case .fractionOfFen: "A010"
    case .unknownUnit: "U010"
    case .missing, .returnedOnly, .draftOnly: "U020"
    case .late: nil
    }
  }
}

extension ImportFiles {
  func write(_ slips: [PlantedSlip]) throws(SampleError) -> SampleReceipt.File {
    var file = try CSVFile(
      "\(directory)/planted.csv",
      header: [
        "kind", "fiscal_year", "unit_code", "submission_id", "section", "line_no", "figure",
        "expected_rule", "detail",
      ])
    for slip in slips {
      file.field(slip.kind.rawValue)
      file.field(Int64(slip.year))
      file.field(slip.unitCode)
      file.field(slip.submissionID.map { String($0) })
      file.field(slip.place.section?.name)
      file.field(slip.place.lineNumber.map { String($0) })
      file.field(slip.place.figure)
      file.field(slip.kind.expectedRule)
      file.field(slip.place.detail)
      try file.endRow()
    }
    return SampleReceipt.File(name: "planted.csv", rows: try file.finish())
  }
}
