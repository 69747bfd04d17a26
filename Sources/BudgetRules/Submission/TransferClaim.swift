import BudgetDomain

/// What a unit says that the treasury paid straight to others, as far as no register has it.
struct TransferClaim {
  let explanation: Explanation
  /// How much is not registered, in fen; nil where the unit does not say how much it is.
  private(set) var fen: Int64?

  /// Sets an explanation against the unit's registered payments.
  ///
  /// - Parameter line: The row that it speaks of; nil for none.
  /// - Returns: nil where they account for all of it, as far as rounding allows.
  init?(
    _ explanation: Explanation, of line: SubmittedLine?, in submission: SubmissionView,
    besides payments: inout TransferRegister.Payments
  ) {
    self.explanation = explanation
    let unit = submission.header.amountUnit
    let claimed = explanation.amount.number.flatMap { $0.fen(in: unit) }
    fen = claimed
    guard let payee = explanation.counterparty else { return }
    // A bureau may register to the fen what a book prints in whole 万元.
    let printed = explanation.amount.number.map {
      PrintedFigure(
        label: "", number: $0, dimension: .amount(unit),
        printedDecimals: submission.header.printedDecimals
      ).interval
    }
    let most = claimed.flatMap { fen in
      printed.map { max(fen, Int64(clamping: $0.high.value.numerator / $0.high.value.denominator)) }
    }
    let known = payments.take(most, to: payee, under: line?.subject, line?.fund ?? .unstated)
    guard known > 0 else { return }
    guard let claimed, let printed,
      !printed.low.isNotAbove(.init(Fraction(Int128(known)), isOpen: false))
    else { return nil }
    self.fen = claimed - known
  }
}

extension SubmittedLine {
  /// The functional subject that a row is about; nil where it names none.
  fileprivate var subject: SubjectCode? {
    switch section {
    case .functional: codeIsWellFormed && code != .all ? code : nil
    case .economic: within
    case .project, .income: nil
    }
  }
}
