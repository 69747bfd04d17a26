/// The crosswalk as a graph over years: where the money of a code stands in the newest year.
///
/// Rows of one year are taken together: what leaves a code is divided by the shares of its rows,
/// and a row of a shorter code serves every longer one without rows of its own. Years follow one
/// another, so that the graph has no cycles whatever the rows say.
public struct Crosswalk: Sendable {
  /// The year to whose codes everything is restated.
  public let newest: FiscalYear
  /// Rows that cannot be right, by fund, year and code.
  public let defects: [CrosswalkDefect]
  private let list: SubjectList
  private let years: [FundType: [FiscalYear]]
  private let exits: [Key: Exit]
  /// The codes that rows of a year lead to, whatever the fund.
  private let arrivals: [FiscalYear: Set<SubjectCode>]

  private struct Key: Hashable {
    let fund: FundType
    let year: FiscalYear
    let code: SubjectCode
  }

  /// What leaves a code in a year.
  private enum Exit {
    /// Known shares that make up the whole; nil for what is retired.
    case shares([(code: SubjectCode?, share: ExactShare)])
    /// Somewhere among these.
    case unknown([SubjectCode])
  }

  /// Checks the rows that take effect up to `newest`.
  public init(_ rows: [CrosswalkRow], list: SubjectList, newest: FiscalYear) {
    self.list = list
    self.newest = newest
    let stated = rows.filter { $0.effectiveYear <= newest }
    let valid = stated.filter(\.isAboutCode)
    let groups = Dictionary(grouping: valid) {
      Key(fund: $0.fund, year: $0.effectiveYear, code: $0.from)
    }
    var exits: [Key: Exit] = [:]
    var defects = Set(
      stated.lazy.filter { !$0.isAboutCode }.map {
        CrosswalkDefect(
          fund: $0.fund, code: $0.fromText, year: $0.effectiveYear, problem: .unreadableSource)
      })
    for (key, rows) in groups {
      let (exit, problem) = Self.exit(rows, list)
      exits[key] = exit
      guard let problem else { continue }
      defects.insert(
        CrosswalkDefect(
          fund: key.fund, code: key.code.description, year: key.year, problem: problem))
    }
    self.exits = exits
    arrivals = valid.reduce(into: [:]) { arrivals, row in
      guard case .code(let code) = row.target else { return }
      arrivals[row.effectiveYear, default: []].insert(code)
    }
    self.defects = defects.sorted {
      ($0.year, $0.fund.rawValue, $0.code) < ($1.year, $1.fund.rawValue, $1.code)
    }
    years = Dictionary(grouping: groups.keys, by: \.fund).mapValues {
      Set($0.map(\.year)).sorted()
    }
  }

  /// Judges the rows that leave one code in one year.
  private static func exit(
    _ rows: [CrosswalkRow], _ list: SubjectList
  ) -> (Exit, CrosswalkDefect.Problem?) {
    var targets: [(code: SubjectCode?, share: ExactShare)] = []
    let codes = rows.compactMap(\.target.code).sorted()
    var unknownCount = 0
    var problem = problemOfTargets(rows, list)
    for row in rows {
      let code = row.target.code
      switch row.share {
      case .known(let share): targets.append((code, share))
      case .unknown: unknownCount += 1
      case .unreadable: problem = .unreadableShare
      }
    }
    if let problem { return (.unknown(codes), problem) }
    // A subject that goes nowhere needs no share.
    if unknownCount == 1, rows.count == 1, rows[0].target == .retired {
      return (.shares([(nil, .whole)]), nil)
    }
    if unknownCount == rows.count { return (.unknown(codes), nil) }
    guard let sum = ShareSum.of(targets.map(\.share)) else {
      return (.unknown(codes), .unreadableShare)
    }
    guard sum.isWhole else { return (.unknown(codes), .sum(sum)) }
    guard unknownCount == 0 else { return (.unknown(codes), .mixedShares) }
    return (.shares(targets.filter { $0.share.numerator > 0 }), nil)
  }

  private static func problemOfTargets(
    _ rows: [CrosswalkRow], _ list: SubjectList
  ) -> CrosswalkDefect.Problem? {
    let texts = rows.compactMap(\.target.unreadableText)
    guard texts.isEmpty else { return .unreadableTargets(texts.sorted()) }
    let unlisted = rows.compactMap { row in
      row.target.code.flatMap {
        list.lacks($0, fund: row.fund, in: row.effectiveYear) ? $0 : nil
      }
    }
    return unlisted.isEmpty ? nil : .unlistedTargets(unlisted.sorted())
  }

  /// Whether some row says what becomes of a code's money in a year.
  public func hasRow(for code: SubjectCode, fund: FundType, in year: FiscalYear) -> Bool {
    exit(of: code, fund, in: year) != nil
  }

  /// Whether some row of a year leads to a code, or to a code above it.
  public func hasRow(to code: SubjectCode, in year: FiscalYear) -> Bool {
    arrivals[year]?.contains { $0.covers(code) } ?? false
  }

  /// Where the money that a code held in `year` stands in the newest year.
  ///
  /// - Parameter fund: Money that states no fund follows the rows of the fund in whose list its
  ///   code is found first or, where no list has it, of the first fund that has rows for it.
  public func landing(of code: SubjectCode, fund: FundType, since year: FiscalYear) -> Landing {
    var walk = CrosswalkWalk(code)
    guard code != .all else { return walk.landing }
    let own = fund == .unstated ? self.fund(of: code, in: year) : fund
    for step in steps(own, after: year) { walk.step { self.step(from: $0, own, in: step) } }
    walk.leave { isListed($0, fund) }
    return walk.landing
  }

  private func steps(_ fund: FundType, after year: FiscalYear) -> ArraySlice<FiscalYear> {
    (years[fund] ?? []).drop { $0 <= year }
  }

  /// The fund that money is of whose line states none.
  private func fund(of code: SubjectCode, in year: FiscalYear) -> FundType {
    list.fund(of: code, in: year)
      ?? SubjectList.order.first { fund in
        steps(fund, after: year).contains { exit(of: code, fund, in: $0) != nil }
      } ?? .general
  }

  private func isListed(_ code: SubjectCode, _ fund: FundType) -> Bool {
    if code == .unreadable { return false }
    return list.isEmpty || list.listing(of: code, fund: fund, in: newest) == .listed
  }

  /// The rows of a code, or of the longest code above it that has any.
  private func exit(
    of code: SubjectCode, _ fund: FundType, in year: FiscalYear
  ) -> (from: SubjectCode, exit: Exit)? {
    var next: SubjectCode? = code
    while let from = next, from != .all, from != .unreadable {
      if let exit = exits[Key(fund: fund, year: year, code: from)] {
        return (from, exit)
      }
      next = from.parent
    }
    return nil
  }

  private func step(from code: SubjectCode, _ fund: FundType, in year: FiscalYear)
    -> CrosswalkWalk.Step
  {
    guard let (from, exit) = exit(of: code, fund, in: year) else { return .stay }
    switch exit {
    case .shares(let targets):
      return .divide(
        targets.map { target, share in
          guard let target else { return .init(code: nil, share: share, isLoose: false) }
          let (landed, isLoose) = land(code, from: from, on: target, fund, in: year)
          return .init(code: landed, share: share, isLoose: isLoose)
        })
    case .unknown(let targets):
      let landed = targets.map { land(code, from: from, on: $0, fund, in: year).code }
      return .doubt(reach(of: Set(landed), fund, after: year))
    }
  }

  /// Every code on which money of some codes may stand in the newest year. All rows of a year are
  /// followed at once: one code after another, years of unknown shares would multiply.
  private func reach(
    of codes: Set<SubjectCode>, _ fund: FundType, after year: FiscalYear
  ) -> Set<SubjectCode> {
    var moving = codes
    var stuck: Set<SubjectCode> = []
    for step in steps(fund, after: year) {
      var next: Set<SubjectCode> = []
      for code in moving {
        guard let (from, exit) = exit(of: code, fund, in: step) else {
          next.insert(code)
          continue
        }
        switch exit {
        case .shares(let targets):
          for (target, _) in targets {
            guard let target else { stuck.insert(code); continue }
            next.insert(land(code, from: from, on: target, fund, in: step).code)
          }
        case .unknown(let targets):
          stuck.insert(code)
          next.formUnion(targets.map { land(code, from: from, on: $0, fund, in: step).code })
        }
      }
      moving = next
    }
    return moving.union(stuck)
  }

  /// The code that takes the place of `code` when a row of `from` leads to `target`.
  private func land(
    _ code: SubjectCode, from: SubjectCode, on target: SubjectCode, _ fund: FundType,
    in year: FiscalYear
  ) -> (code: SubjectCode, isLoose: Bool) {
    if code == from { return (target, false) }
    let remaining = code.description.dropFirst(from.description.count)
    guard target != .all, target != .unreadable,
      let longer = SubjectCode("\(target)\(remaining)"),
      list.isEmpty || list.listing(of: longer, fund: fund, in: year) == .listed
    else { return (target, true) }
    return (longer, false)
  }
}
