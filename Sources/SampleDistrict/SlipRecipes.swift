import BudgetDomain

extension SlipKind {
  /// Makes the slip in a book, or returns nil where this book has no fitting place.
  func plant(in book: inout Book) -> SlipPlace? {
    switch self {
    case .unitScale: book.scaleOneProject()
    case .digitsSwapped: book.swapDigitsOfClassTotal()
    case .sign: book.turnSign()
    case .componentMissing: book.loseOneRow()
    case .priorYearCopied: book.repeatLastYear()
    case .wrongBase: book.takeWrongBase()
    case .differenceAsPercent: book.printDifferenceAsPercent()
    case .staffAboveEstablishment: book.hireTooMany()
    case .shareWrong: book.misstateShare()
    case .unknownCode: book.useUnknownCode()
    case .codeOfAnotherYear: book.useCodeOfAnotherYear()
    case .codeOfFourDigits: book.cutCode()
    case .codeOfEightDigits: book.lengthenCode()
    case .fractionOfFen: book.splitFen()
    case .late: book.arriveLate()
    case .returnedOnly: book.comeBack()
    case .draftOnly: book.stayDraft()
    case .missing: SlipPlace(detail: "应报未报")
    case .controlTotalOff, .unknownUnit: nil
    }
  }
}

/// Slips of filing.
extension Book {
  fileprivate mutating func arriveLate() -> SlipPlace? {
    header.submittedAt = "\(header.year + 1)-04-20 11:00:00+08"
    return SlipPlace(detail: "晚于3月31日报送")
  }

  fileprivate mutating func comeBack() -> SlipPlace? {
    header.status = .returned
    return SlipPlace(detail: "仅有被退回的一版")
  }

  fileprivate mutating func stayDraft() -> SlipPlace? {
    header.status = .draft
    header.submittedAt = nil
    return SlipPlace(detail: "仅有草稿")
  }
}
