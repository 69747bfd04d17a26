import BudgetDomain

/// The rows followed one year at a time, with plain fractions.
extension NaiveRestatement {
  /// Where a unit's money goes from a year on.
  func land(_ unit: String, since year: Int) -> [Part<String>] {
    guard year < newest else { return [(unit, 1, 1)] }
    let next = year + 1
    let rows = district.successions.filter { $0.from == unit && $0.year.number == next }
    guard !rows.isEmpty else { return land(unit, since: next) }
    let isThere = row(unit, next) != nil
    let isAlone =
      rows.count == 1 && rows[0].share == .unknown
      && (rows[0].kind == .merge || rows[0].kind == .rename)
    var targets = rows.map { row -> Part<String>? in
      if isAlone { return (row.to, 1, 1) }
      return row.share.exact.map { (row.to, $0.numerator, $0.denominator) }
    }.compactMap(\.self)
    let isKnown = targets.count == rows.count && rows.allSatisfy { self.row($0.to, next) != nil }
    guard isKnown else { return [(unit, 1, 1)] }
    let (above, below) = sum(targets)
    if above < below, isThere, rows.allSatisfy({ $0.kind == .transfer }) {
      targets.append((unit, below - above, below))
    } else if above != below {
      return [(unit, 1, 1)]
    }
    return targets.flatMap { target in
      land(target.name, since: next).map {
        ($0.name, $0.above * target.above, $0.below * target.below)
      }
    }
  }

  /// Where the money of a code goes from a year on.
  func land(_ code: String, _ fund: FundType, since year: Int) -> [Part<String>] {
    follow(code, fund == .unstated ? presumed(code, year) : fund, since: year)
  }

  /// The fund of money that states none: where the code is listed, else where rows are about it.
  private func presumed(_ code: String, _ year: Int) -> FundType {
    let order: [FundType] = [.general, .fund, .capital, .other]
    return order.first { fund in
      district.functional.contains { row in
        row.fund == fund && row.code.description == code
          && row.validity.contains(FiscalYear(year))
      }
    }
      ?? order.first { fund in
        district.crosswalk.contains { row in
          row.fund == fund && code.hasPrefix(row.from.description)
            && row.effectiveYear.number > year && row.effectiveYear.number <= newest
        }
      } ?? .general
  }

  private func follow(_ code: String, _ list: FundType, since year: Int) -> [Part<String>] {
    guard year < newest, code != "*", code != "?" else { return [(code, 1, 1)] }
    let next = year + 1
    let lengths = [7, 5, 3].filter { $0 <= code.count }
    for from in lengths.map({ String(code.prefix($0)) }) {
      let rows = district.crosswalk.filter {
        $0.fund == list && $0.effectiveYear.number == next && $0.from.description == from
      }
      guard !rows.isEmpty else { continue }
      let targets = rows.compactMap { row -> Part<String>? in
        guard case .code(let target) = row.target, let share = row.share.exact,
          !isMissing("\(target)", list, next)
        else { return nil }
        let longer = "\(target)" + code.dropFirst(from.count)
        return (
          isListed(longer, list, next) ? longer : "\(target)", share.numerator,
          share.denominator
        )
      }
      let (above, below) = sum(targets)
      guard targets.count == rows.count, above == below else { return [(code, 1, 1)] }
      return targets.flatMap { target in
        follow(target.name, list, since: next).map {
          ($0.name, $0.above * target.above, $0.below * target.below)
        }
      }
    }
    return follow(code, list, since: next)
  }

  /// Whether a fund's list of a year has neither a code nor any that begins with it.
  private func isMissing(_ code: String, _ fund: FundType, _ year: Int) -> Bool {
    let valid = district.functional.filter { $0.validity.contains(FiscalYear(year)) }
    guard valid.contains(where: { $0.fund == fund }) else { return false }
    return !valid.contains { row in
      (row.fund == fund || row.fund == .general) && row.code.description.hasPrefix(code)
    }
  }

  private func isListed(_ code: String, _ fund: FundType, _ year: Int) -> Bool {
    guard [3, 5, 7].contains(code.count) else { return false }
    if district.functional.isEmpty { return true }
    return district.functional.contains { row in
      row.code.description == code && row.validity.contains(FiscalYear(year))
        && (row.fund == fund || row.fund == .general)
    }
  }

  private func sum(_ parts: [Part<String>]) -> (Int64, Int64) {
    var (above, below): (Int64, Int64) = (0, 1)
    for part in parts {
      (above, below) = (above * part.below + part.above * below, below * part.below)
      var (divisor, rest) = (below, above)
      while rest != 0 { (divisor, rest) = (rest, divisor % rest) }
      (above, below) = (above / divisor, below / divisor)
    }
    return (above, below)
  }

  /// One part for each name, in the order of names.
  func merged(_ parts: [Part<String>]) -> [Part<String>] {
    Dictionary(grouping: parts, by: \.name).sorted {
      $0.key.utf8.lexicographicallyPrecedes($1.key.utf8)
    }.map { name, parts in
      let (above, below) = sum(parts)
      return (name, above, below)
    }.filter { $0.above > 0 }
  }

  /// Each measure by largest remainders, ties in the order of parts.
  func divide(_ money: [Int64], _ shares: [(Int64, Int64)]) -> [[Int64]] {
    var parts = shares.map { _ in money.map { _ in Int64(0) } }
    for (measure, fen) in money.enumerated() {
      let exact = shares.map { Int64(fen.magnitude) * $0.0 }
      var own = zip(exact, shares).map { $0 / $1.1 }
      let order = shares.indices.sorted { left, right in
        let (first, second) = (exact[left] % shares[left].1, exact[right] % shares[right].1)
        let (one, other) = (first * shares[right].1, second * shares[left].1)
        return one == other ? left < right : one > other
      }
      for place in order.prefix(Int(Int64(fen.magnitude) - own.reduce(0, +))) { own[place] += 1 }
      for place in shares.indices { parts[place][measure] = fen < 0 ? -own[place] : own[place] }
    }
    return parts
  }
}
