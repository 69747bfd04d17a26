import BudgetDomain

extension SubmissionView {
  /// Whether some amount is printed more coarsely than to the fen.
  var isRounded: Bool {
    let exponent = header.amountUnit.fenExponent
    if let decimals = header.printedDecimals { return Int(decimals) < exponent }
    func isCoarse(_ number: PrintedNumber?) -> Bool {
      number.map { Int($0.decimals) < exponent } ?? false
    }
    return lines.contains { line in
      isCoarse(line.amounts.initial.number) || isCoarse(line.amounts.final.number)
        || isCoarse(line.amounts.actual.number)
    } || statedNames.contains { $0.dimension == .amount && isCoarse(number($0)) }
  }

  /// Whether anything is printed that others should add up to.
  var statesSums: Bool {
    statesFigures
      || tables.contains { table in
        Measure.allCases.contains { table.roles[$0].hasTotals || table.roles[$0].hasParts }
      }
  }
}
