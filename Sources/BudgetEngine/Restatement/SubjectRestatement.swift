import BudgetDomain

/// Where the money of every year's codes stands in the newest year, and which codes it joins.
struct SubjectRestatement: Sendable {
  /// The checked rows.
  let crosswalk: Crosswalk
  /// By year and booked code.
  let landings: [FiscalYear: [BookedCode: Landing]]
  private let families: [FundType: SubjectFamilies]

  /// - Parameter booked: By published year, the codes that hold money.
  init(
    _ reference: ReferenceData, booked: [FiscalYear: Set<BookedCode>], newest: FiscalYear
  ) {
    let crosswalk = Crosswalk(
      reference.crosswalk, list: reference.functional, newest: newest)
    self.crosswalk = crosswalk
    landings = Dictionary(
      uniqueKeysWithValues: booked.map { year, codes in
        let landings = codes.map {
          ($0, crosswalk.landing(of: $0.code, fund: $0.fund, since: year))
        }
        return (year, Dictionary(uniqueKeysWithValues: landings))
      })
    var byFund: [FundType: Set<Landing>] = [:]
    for (booked, landing) in landings.values.joined() {
      byFund[booked.fund, default: []].insert(landing)
      byFund[.all, default: []].insert(landing)
    }
    families = byFund.mapValues { SubjectFamilies($0) }
  }

  /// The name of a code's family among the money of a fund.
  func family(of code: SubjectCode, fund: FundType) -> SubjectCode {
    families[fund]?.family(of: code) ?? code
  }

  /// The fingerprint of the families.
  var familyDigest: ContentDigest {
    families.reduce(into: ContentDigest()) { digest, families in
      var member = ContentDigest(families.key.name)
      member.append(families.value.digest)
      digest.add(member)
    }
  }

  /// The codes on which money of some years stood, and on which it stands now.
  func codes(of years: some Sequence<FiscalYear>) -> Set<SubjectCode> {
    years.reduce(into: []) { codes, year in
      for (booked, landing) in landings[year] ?? [:] {
        codes.insert(booked.code)
        for part in landing.parts { codes.insert(part.code) }
      }
    }
  }
}

/// What the crosswalk makes of one year's keys.
struct SubjectShift: Sendable {
  /// A part of a key's money.
  struct Part: Sendable {
    let key: Int32
    let share: ExactShare
  }

  /// By key whose money moves: where to.
  let parts: [Int32: [Part]]
  /// By key: whether its money moves.
  let moves: [Bool]
  /// By item: whether its sums change.
  let isTouched: [Bool]
  private let doubts: SubjectDoubts

  init(_ subjects: SubjectRestatement, _ items: ItemIndex, in year: FiscalYear) {
    var parts: [Int32: [Part]] = [:]
    var isTouched = [Bool](repeating: false, count: items.items.count)
    var doubts = SubjectDoubts()
    for (booked, landing) in subjects.landings[year] ?? [:] {
      let stays = landing.stays(on: booked.code)
      if !stays || !landing.doubts.isEmpty || !landing.loose.isEmpty {
        doubts.note(landing, of: booked.fund)
      }
      guard !stays, let key = items.key(booked) else { continue }
      parts[key] = landing.parts.compactMap { part in
        items.key(BookedCode(fund: booked.fund, code: part.code)).map {
          Part(key: $0, share: part.share)
        }
      }
      for code in Self.touched(by: landing, from: booked.code) {
        if let item = items.number(of: code) { isTouched[Int(item)] = true }
      }
    }
    self.parts = parts
    var moves = [Bool](repeating: false, count: items.items.count * KeyedCell.fundCount)
    for key in parts.keys { moves[Int(key)] = true }
    self.moves = moves
    self.isTouched = isTouched
    self.doubts = doubts
  }

  /// The codes inside which some of the money lies only before or only after, and those on which it
  /// lies itself: money that moves within a code is direct there only before or only after.
  private static func touched(by landing: Landing, from code: SubjectCode) -> Set<SubjectCode> {
    let codes = [code] + landing.parts.map(\.code)
    let above = codes.reduce(into: Set<SubjectCode>()) { above, code in
      var next: SubjectCode? = code
      while let code = next, above.insert(code).inserted { next = code.parent }
    }
    return above.filter { node in
      codes.contains(node) || !codes.allSatisfy { node.covers($0) }
    }
  }

  /// How well the money of a fund, or of all, compares at a code.
  func comparability(at code: SubjectCode, fund: FundType) -> Comparability {
    doubts.comparability(at: code, fund: fund)
  }
}
