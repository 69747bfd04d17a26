import BudgetDomain

// What stands between the brackets of rows.
extension FormulaParser {
  /// The code as it is kept: several in order, behind commas.
  func code(_ bracket: FormulaToken, _ section: Section) throws(FormulaError) -> String {
    let text = bracket.text
    let expected: Phrase
    switch section {
    case _ where text == "*": return text
    case .functional, .economic:
      expected =
        section == .functional
        ? Phrase("“*”或3、5、7位编码", "“*” or a code of 3, 5 or 7 digits")
        : Phrase("“*”或3、5位编码", "“*” or a code of 3 or 5 digits")
      if let codes = codes(text, section) {
        return try distinct(codes, in: bracket).map(\.description).joined(separator: ",")
      }
    case .project:
      expected = Phrase("“*”或项目编码", "“*” or the code of a project")
      if !text.isEmpty { return text }
    case .income:
      expected = Phrase("“*”或收入来源,如 财政拨款", "“*” or an income kind, such as appropriation")
      if let kind = FormulaLexicon.incomeKinds[text] { return kind.name }
    }
    throw FormulaError(at: bracket.place, expected: expected, found: "[\(text)]")
  }

  private func codes(_ text: String, _ section: Section) -> [SubjectCode]? {
    let parts = text.split(omittingEmptySubsequences: false) { ",，、".contains($0) }
    let codes = parts.compactMap { part -> SubjectCode? in
      let digits = part.filter { !$0.isWhitespace }
      guard let code = SubjectCode(digits), code != .unreadable, code != .all else { return nil }
      return section == .functional || code.level != .item ? code : nil
    }
    return codes.count == parts.count ? codes : nil
  }

  /// Codes of which none is within another: else their rows would count twice.
  private func distinct(_ codes: [SubjectCode], in bracket: FormulaToken) throws(FormulaError)
    -> [SubjectCode]
  {
    for (place, code) in codes.enumerated() {
      for (other, outer) in codes.enumerated() where other != place && outer.covers(code) {
        throw FormulaError(
          at: bracket.place, expected: Phrase("互不包含的编码", "codes of which none is within another"),
          found: "[\(bracket.text)]")
      }
    }
    return codes.sorted { $0.description < $1.description }
  }
}

// What stands behind a relation.
extension FormulaParser {
  /// The condition, where there is one.
  mutating func condition() throws(FormulaError) -> FormulaCondition? {
    guard token.kind == .word, FormulaLexicon.condition[token.text] != nil else { return nil }
    tokens.removeFirst()
    let reference = try reference()
    let isZero = takes("=")
    guard isZero || takes(">") else { throw unexpected(Phrase("“=”或“>”", "“=” or “>”")) }
    guard token.kind == .number, token.text == "0" else { throw unexpected(Phrase("0", "0")) }
    tokens.removeFirst()
    return FormulaCondition(reference, isZero: isZero)
  }
}
