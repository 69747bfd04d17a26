import BudgetDomain

/// Writes a district as import files, one table a file.
struct ImportFiles {
  let directory: String

  func write(_ units: [Unit]) throws(SampleError) -> SampleReceipt.File {
    var file = try open(
      "unit", ["unit_code", "valid_from", "valid_to", "name", "parent_code", "unit_type"])
    for unit in units {
      file.field(unit.code)
      file.field(Int64(unit.validFrom))
      file.field(unit.validTo.map(String.init))
      file.field(unit.name)
      file.field(unit.parentCode)
      file.field(unit.type?.rawValue)
      try file.endRow()
    }
    return SampleReceipt.File(name: "unit.csv", rows: try file.finish())
  }

  func write(_ expectations: [Expectation]) throws(SampleError) -> SampleReceipt.File {
    var file = try open(
      "expected_submission", ["fiscal_year", "unit_code", "kind", "due_on", "exempt_reason"])
    for expectation in expectations {
      file.field(Int64(expectation.year))
      file.field(expectation.unitCode)
      file.field(expectation.kind.name)
      file.field(expectation.dueOn)
      file.field(expectation.exemptReason)
      try file.endRow()
    }
    return SampleReceipt.File(name: "expected_submission.csv", rows: try file.finish())
  }

  func writeSubmissions(_ books: [Book]) throws(SampleError) -> SampleReceipt.File {
    var file = try open(
      "submission",
      [
        "submission_id", "unit_code", "fiscal_year", "kind", "revision", "status", "amount_unit",
        "submitted_at", "source",
      ])
    for book in books {
      file.field(book.header.id)
      file.field(book.header.unitCode)
      file.field(Int64(book.header.year))
      file.field(book.header.kind.name)
      file.field(Int64(book.header.revision))
      file.field(book.header.status.name)
      file.field(book.header.style.unit.name)
      file.field(book.header.submittedAt)
      file.field(book.header.source)
      try file.endRow()
    }
    return SampleReceipt.File(name: "submission.csv", rows: try file.finish())
  }

  func writeLines(_ books: [Book]) throws(SampleError) -> SampleReceipt.File {
    var file = try open(
      "line",
      [
        "submission_id", "line_no", "section", "functional_code", "economic_code", "project_code",
        "printed_name", "fund_type", "expenditure_kind", "income_kind",
        "counterparty_code", "initial_budget", "final_budget", "actual",
      ])
    for book in books {
      for line in book.lines {
        file.field(book.header.id)
        file.field(line.number)
        file.field(line.section.name)
        file.field(line.functionalCode)
        file.field(line.economicCode)
        file.field(line.projectCode)
        file.field(line.printedName)
        file.field(line.fund?.name)
        file.field(line.kind?.name)
        file.field(line.incomeKind?.name)
        file.field(line.counterparty)
        for measure in Measure.allCases { file.field(line.amounts[measure]?.description) }
        try file.endRow()
      }
    }
    return SampleReceipt.File(name: "line.csv", rows: try file.finish())
  }

  func writeFigures(_ books: [Book]) throws(SampleError) -> SampleReceipt.File {
    var file = try open("stated_figure", ["submission_id", "figure", "value"])
    for book in books {
      for figure in book.figures {
        file.field(book.header.id)
        file.field(figure.name)
        file.field(figure.value.description)
        try file.endRow()
      }
    }
    return SampleReceipt.File(name: "stated_figure.csv", rows: try file.finish())
  }

  func writeExplanations(_ books: [Book]) throws(SampleError) -> SampleReceipt.File {
    var file = try open(
      "explanation", ["submission_id", "seq", "line_no", "figure", "amount", "kind", "text"])
    for book in books {
      for (index, explanation) in book.explanations.enumerated() {
        file.field(book.header.id)
        file.field(Int64(index + 1))
        file.field(explanation.lineNumber.map { String($0) })
        file.field(explanation.figure)
        file.field(explanation.amount?.description)
        file.field(explanation.kind)
        file.field(explanation.text)
        try file.endRow()
      }
    }
    return SampleReceipt.File(name: "explanation.csv", rows: try file.finish())
  }

  func write(_ changes: [CodeChange]) throws(SampleError) -> SampleReceipt.File {
    var file = try open(
      "crosswalk",
      [
        "fund_type", "from_code", "to_code", "effective_year", "share_numerator",
        "share_denominator", "kind", "source",
      ])
    for change in changes {
      file.field(FundType.general.name)
      file.field(change.from)
      file.field(change.to)
      file.field(Int64(change.year))
      file.field((change.share?.numerator).map { String($0) })
      file.field((change.share?.denominator).map { String($0) })
      file.field(change.kind)
      file.field("样例数据")
      try file.endRow()
    }
    return SampleReceipt.File(name: "crosswalk.csv", rows: try file.finish())
  }

  func write(_ changes: [UnitChange]) throws(SampleError) -> SampleReceipt.File {
    var file = try open(
      "unit_succession",
      ["from_unit", "to_unit", "fiscal_year", "kind", "share_numerator", "share_denominator"])
    for change in changes {
      file.field(change.from)
      file.field(change.to)
      file.field(Int64(change.year))
      file.field(change.kind.rawValue)
      file.field(change.share.numerator)
      file.field(change.share.denominator)
      try file.endRow()
    }
    return SampleReceipt.File(name: "unit_succession.csv", rows: try file.finish())
  }

  func write(_ transfers: [RegisteredTransfer]) throws(SampleError) -> SampleReceipt.File {
    var file = try open(
      "internal_transfer",
      [
        "fiscal_year", "payer_code", "payee_code", "functional_code", "fund_type", "measure",
        "amount_fen",
      ])
    for transfer in transfers {
      file.field(Int64(transfer.year))
      file.field(transfer.payer)
      file.field(transfer.payee)
      file.field(transfer.code)
      file.field(FundType.general.name)
      file.field(transfer.measure.name)
      file.field(transfer.fen)
      try file.endRow()
    }
    return SampleReceipt.File(name: "internal_transfer.csv", rows: try file.finish())
  }

  private func open(_ table: String, _ columns: [String]) throws(SampleError) -> CSVFile {
    try CSVFile("\(directory)/\(table).csv", header: columns)
  }
}
