import BudgetDomain

@testable import BudgetEngine

/// One amount that the contract says is in a sum twice.
struct NaiveElimination {
  let payer: String
  let payee: String
  let code: String
  let fund: FundType
  let kind: ExpenditureKind
  let measure: Measure
  let fen: Int64
}

/// What is eliminated in one year, worked out from the rows a second time and in another way: by
/// text, pair by pair, each against all.
struct NaiveMatching {
  private struct Part {
    let code: String
    let fund: FundType
    let kind: ExpenditureKind
    var fen: Int64
    var word: Int64 = 0
  }

  private(set) var eliminations: [NaiveElimination] = []
  private let isOneSided: Bool
  private let threshold: Int64
  private let transfers: [InternalTransfer]
  private let bookings: (String, Measure) -> [NaiveBooking]
  /// What is booked and not named by lines, nor spoken of by the register before.
  private var unnamed: [String: [Part]] = [:]

  /// - Parameters:
  ///   - units: Units of the year's tree, in the order of their codes.
  ///   - bookings: What counts of a unit; nothing for a group.
  init(
    _ year: Int, units: [String], settings: [RuleSetting], transfers: [InternalTransfer],
    bookings: @escaping (String, Measure) -> [NaiveBooking]
  ) {
    let all = RuleSettings(settings)
    let value = { (name: String) in
      all.value(RuleCode("elimination"), name, in: FiscalYear(year))?.unscaled
    }
    isOneSided = value("one_sided") == 1
    threshold = (value("threshold") ?? 0) * 100
    self.transfers = transfers.filter { $0.year.number == year }
    // Asked for by every pair, worked out once.
    let known = Dictionary(
      uniqueKeysWithValues: units.flatMap { unit in
        Measure.allCases.map { ("\(unit) \($0)", bookings(unit, $0)) }
      })
    self.bookings = { known["\($0) \($1)"] ?? [] }
    for payer in units {
      for payee in units where payer != payee {
        for measure in Measure.allCases { match(payer, payee, measure) }
      }
    }
  }

  /// What is said of one payer, payee and measure.
  private struct Pair {
    var lines: [Part]
    var confirmed: [(fen: Int64, places: [Int])] = []
    var alone: [(transfer: InternalTransfer, parts: [Part], word: Int64)] = []
    var word: Int64 = 0
  }

  private mutating func match(_ payer: String, _ payee: String, _ measure: Measure) {
    var pair = Pair(
      lines: bookings(payer, measure)
        .filter { $0.axis == .functional && $0.counterparty == payee }
        .sorted { ($0.code, $0.line[1]) < ($1.code, $1.line[1]) }
        .map { Part(code: $0.code, fund: $0.fund, kind: Self.kind($0, measure), fen: $0.fen) })
    readRegister(payer, payee, measure, into: &pair)
    let income =
      measure != .actual
      ? [] : bookings(payee, .actual).filter { $0.axis == .income && $0.counterparty == payer }
    if income.isEmpty {
      for (fen, places) in pair.confirmed {
        Self.say(fen, places, &pair.lines)
        pair.word += fen
      }
    } else {
      Self.hear(income, &pair)
    }
    let own =
      pair.lines.reduce(0) { $0 + $1.fen } + pair.alone.reduce(0) { $0 + $1.transfer.fen }
    guard max(abs(own), abs(pair.word)) >= threshold else { return }
    func eliminate(_ part: Part, _ fen: Int64) {
      guard fen != 0 else { return }
      eliminations.append(
        NaiveElimination(
          payer: payer, payee: payee, code: part.code, fund: part.fund, kind: part.kind,
          measure: measure, fen: fen))
    }
    for line in pair.lines { eliminate(line, isOneSided ? line.fen : line.word) }
    for (transfer, parts, word) in pair.alone {
      let booked = parts.map(\.fen)
      let fen = Self.shared(isOneSided ? transfer.fen : word, booked.reduce(0, +))
      for (part, share) in zip(parts, Self.shares(fen, booked)) { eliminate(part, share) }
    }
  }

  private mutating func readRegister(
    _ payer: String, _ payee: String, _ measure: Measure, into pair: inout Pair
  ) {
    let register = transfers.filter {
      $0.payer == payer && $0.payee == payee && $0.measure == measure
    }.sorted { first, second in
      let (one, other) = (first.subject.description, second.subject.description)
      if Self.depth(one) != Self.depth(other) { return Self.depth(one) > Self.depth(other) }
      return (one, first.fund.rawValue) < (other, second.fund.rawValue)
    }
    var named: Set<Int> = []
    for transfer in register {
      let under = pair.lines.indices.filter {
        !named.contains($0) && Self.isUnder(pair.lines[$0].code, transfer.subject.description)
      }
      var places = under.filter { pair.lines[$0].fund == transfer.fund }
      if places.isEmpty { places = under.filter { pair.lines[$0].fund == .unstated } }
      if places.isEmpty {
        pair.alone.append((transfer, setAside(transfer), 0))
      } else {
        named.formUnion(places)
        pair.confirmed.append((transfer.fen, places))
      }
    }
    pair.alone.sort {
      ($0.transfer.subject.description, $0.transfer.fund.rawValue)
        < ($1.transfer.subject.description, $1.transfer.fund.rawValue)
    }
  }

  /// The payee's word: equal funds first, then where one of the two states none.
  private static func hear(_ income: [NaiveBooking], _ pair: inout Pair) {
    var left: [FundType: Int64] = [:]
    for booking in income { left[booking.fund, default: 0] += booking.fen }
    pair.word = left.values.reduce(0, +)
    let funds: [FundType] = [.general, .fund, .capital, .other]
    var order: [(FundType, FundType)] = [(.unstated, .unstated)]
    order += funds.map { ($0, $0) }
    order += funds.map { ($0, .unstated) }
    order += funds.map { (.unstated, $0) }
    for (own, other) in order {
      let places = pair.lines.indices.filter { pair.lines[$0].fund == own }
      let heard = say(left[other, default: 0], places, &pair.lines)
      left[other, default: 0] -= heard
      for place in pair.alone.indices where pair.alone[place].transfer.fund == own {
        let open = pair.alone[place].transfer.fen - pair.alone[place].word
        let said = shared(open, left[other, default: 0])
        pair.alone[place].word += said
        left[other, default: 0] -= said
      }
    }
  }

  /// The money under a transfer's subject, as much as it says, which others do not find any more.
  private mutating func setAside(_ transfer: InternalTransfer) -> [Part] {
    let key = "\(transfer.payer) \(transfer.measure)"
    var parts = unnamed[key] ?? unnamedParts(transfer.payer, transfer.measure)
    let under = parts.indices.filter {
      Self.isUnder(parts[$0].code, transfer.subject.description)
        && parts[$0].fen.signum() == (transfer.fen < 0 ? -1 : 1)
    }
    var places = under.filter { parts[$0].fund == transfer.fund }
    if places.isEmpty { places = under.filter { parts[$0].fund == .unstated } }
    let booked = places.map { parts[$0].fen }
    let shares = Self.shares(Self.shared(transfer.fen, booked.reduce(0, +)), booked)
    var found: [Part] = []
    for (place, share) in zip(places, shares) {
      var part = parts[place]
      part.fen = share
      found.append(part)
      parts[place].fen -= share
    }
    unnamed[key] = parts
    return found
  }

  /// By subject, fund and kind, basic before project before the rest.
  private func unnamedParts(_ payer: String, _ measure: Measure) -> [Part] {
    let booked = bookings(payer, measure).filter { $0.axis == .functional }
    var parts: [Part] = []
    for code in Set(booked.map(\.code)).sorted() {
      for fund in FundType.allCases {
        for kind in [ExpenditureKind.basic, .project, .unstated] {
          let own = booked.filter {
            $0.code == code && $0.fund == fund && Self.kind($0, measure) == kind
          }
          let unit = own.filter { $0.counterparty == nil }.reduce(0) { $0 + $1.fen }
          parts.append(Part(code: code, fund: fund, kind: kind, fen: unit))
        }
      }
    }
    return parts
  }

  private static func kind(_ booking: NaiveBooking, _ measure: Measure) -> ExpenditureKind {
    measure == .actual && [.basic, .project].contains(booking.kind) ? booking.kind : .unstated
  }

  private static func depth(_ code: String) -> Int {
    code == "*" ? 0 : code == "?" ? 3 : code.count
  }

  private static func isUnder(_ code: String, _ above: String) -> Bool {
    above == "*" || code.hasPrefix(above)
  }

  private static func shared(_ first: Int64, _ second: Int64) -> Int64 {
    first.signum() != second.signum() ? 0 : first.signum() * min(abs(first), abs(second))
  }

  @discardableResult
  private static func say(_ fen: Int64, _ places: [Int], _ lines: inout [Part]) -> Int64 {
    let open = places.map { lines[$0].fen - lines[$0].word }
    let said = shared(fen, open.reduce(0, +))
    for (place, share) in zip(places, shares(said, open)) { lines[place].word += share }
    return said
  }

  /// Largest remainder, a fen at a time: each goes to the part that is furthest below its share.
  private static func shares(_ fen: Int64, _ parts: [Int64]) -> [Int64] {
    let whole = parts.reduce(0, +)
    guard fen != 0, whole != 0 else { return parts.map { _ in 0 } }
    let sign: Int64 = fen < 0 ? -1 : 1
    // Exact shares × |whole|, of the positive sum.
    let base = Int128(abs(whole))
    let exact = parts.map { Int128($0) * Int128(whole.signum()) * Int128(abs(fen)) }
    var shares = exact.map { Int64(($0 - mod($0, base)) / base) }
    while shares.reduce(0, +) < abs(fen) {
      let missing = zip(exact, shares).map { $0 - Int128($1) * base }
      let most = missing.max() ?? 0
      shares[missing.firstIndex(of: most) ?? 0] += 1
    }
    return shares.map { $0 * sign }
  }

  private static func mod(_ value: Int128, _ base: Int128) -> Int128 {
    let rest = value % base
    return rest < 0 ? rest + base : rest
  }
}
