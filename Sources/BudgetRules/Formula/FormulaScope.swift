public import BudgetDomain

/// Whom a formula concerns.
public struct FormulaScope: Hashable, Sendable {
  /// The kinds of submission; empty for all.
  public let kinds: Set<SubmissionKind>
  /// The types of unit, such as 行政; empty for all.
  public let unitTypes: Set<String>

  /// Concerns some kinds of submission and types of unit; empty for all.
  public init(kinds: Set<SubmissionKind> = [], unitTypes: Set<String> = []) {
    self.kinds = kinds
    self.unitTypes = unitTypes
  }

  /// Whether submissions of a kind are within the scope.
  func concerns(_ kind: SubmissionKind) -> Bool { kinds.isEmpty || kinds.contains(kind) }

  /// Whether units of a type are, nil being none that is recorded.
  func concerns(_ unitType: String?) -> Bool {
    unitTypes.isEmpty || (unitType.map(unitTypes.contains) ?? false)
  }

  /// Whether some submission may be within both scopes.
  func meets(_ other: FormulaScope) -> Bool {
    (kinds.isEmpty || other.kinds.isEmpty || !kinds.isDisjoint(with: other.kinds))
      && (unitTypes.isEmpty || other.unitTypes.isEmpty
        || !unitTypes.isDisjoint(with: other.unitTypes))
  }
}

extension FormulaScope {
  private typealias Phrase = FormulaError.Phrase

  /// Reads a scope; the grammar stands with that of formulas.
  ///
  /// - Throws: `FormulaError` with the place and what was expected there.
  public init(_ text: String) throws(FormulaError) {
    var tokens = try FormulaLexer.tokens(of: text)[...]
    var kinds: Set<SubmissionKind> = []
    var types: Set<String> = []
    if tokens.first?.text == "*" {
      tokens.removeFirst()
    } else {
      repeat {
        switch try Self.condition(&tokens) {
        case .kind:
          for word in try Self.words(&tokens) {
            guard let kind = FormulaLexicon.submissionKinds[word.text] else {
              throw FormulaError(
                at: word.place,
                expected: Phrase("决算、自评或预算", "final_account, self_evaluation or budget"),
                found: word.text)
            }
            kinds.insert(kind)
          }
        case .unitType:
          for word in try Self.words(&tokens) { types.insert(word.text) }
        }
      } while Self.takes(";", &tokens)
    }
    if let left = tokens.first, left.kind != .end {
      throw FormulaError(
        at: left.place, expected: Phrase("“;”或结尾", "“;” or the end"), found: left.text)
    }
    self.init(kinds: kinds, unitTypes: types)
  }

  private static func condition(_ tokens: inout ArraySlice<FormulaToken>) throws(FormulaError)
    -> FormulaLexicon.Condition
  {
    let word = tokens.removeFirst()
    guard let condition = FormulaLexicon.conditions[word.text], takes(":", &tokens) else {
      throw FormulaError(
        at: word.place,
        expected: Phrase("“*”、“报送:”或“单位类型:”", "“*”, “kind:” or “unit_type:”"), found: word.text)
    }
    return condition
  }

  private static func words(_ tokens: inout ArraySlice<FormulaToken>) throws(FormulaError)
    -> [FormulaToken]
  {
    var words: [FormulaToken] = []
    repeat {
      guard let word = tokens.first, word.kind == .word else {
        throw FormulaError(
          at: tokens.first?.place ?? .init(), expected: Phrase("名称", "a name"),
          found: tokens.first?.text ?? "")
      }
      tokens.removeFirst()
      words.append(word)
    } while takes(",", &tokens)
    return words
  }

  private static func takes(_ sign: String, _ tokens: inout ArraySlice<FormulaToken>) -> Bool {
    guard let token = tokens.first, token.kind == .sign, token.text == sign else { return false }
    tokens.removeFirst()
    return true
  }
}
