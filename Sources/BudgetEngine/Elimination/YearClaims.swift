import BudgetDomain

/// Whom a claim is about, and which of the three amounts.
struct ClaimKey: Hashable, Comparable {
  let payer: UnitIndex
  let payee: UnitIndex
  let measure: Measure

  static func < (left: ClaimKey, right: ClaimKey) -> Bool {
    (left.payer, left.payee, left.measure.rawValue)
      < (right.payer, right.payee, right.measure.rawValue)
  }
}

/// One amount that the payer has booked, in fen, and what became of it.
struct ClaimedPart {
  let code: SubjectCode
  let fund: FundType
  let kind: ExpenditureKind
  let fen: Int64
  /// What the other side says of it.
  var wordFen: Int64 = 0
  /// What is taken out of the sum.
  var eliminatedFen: Int64 = 0
}

/// What is said of one payer, payee and measure of a year; amounts in fen.
struct Claims {
  /// The payer's lines, in the order of their subjects and then of their numbers.
  var lines: [ClaimedPart] = []
  /// The bureau's register, by subject.
  var registered: [InternalTransfer] = []
  /// By fund: the payee's income lines; nil where it has none.
  var income: [FundType: Int64] = [:]
  /// How far rounding can have moved the sum of lines and the sum of income lines together.
  var slackFen: Int128 = 0
}

/// What the units of a year and the bureau's register say that one unit paid another.
///
/// Only what is in the sums can be in them twice: lines are those that count of units without
/// children, each measure from the submission that gives it.
struct YearClaims {
  private(set) var claims: [ClaimKey: Claims] = [:]
  /// What is said of units of which one is not in the tree of the year.
  private(set) var outside: OutsideTransfers
  private let tree: UnitTree

  /// - Parameter claiming: The submissions of the year with claims, in their order.
  init(_ counted: CountedBatch, in tree: UnitTree, claiming: [Validator.Outcome]) {
    self.tree = tree
    outside = OutsideTransfers(in: tree.year)
    for outcome in claiming { take(outcome, counted) }
    let reference = counted.batch.reference
    for transfer in reference.transfers.list where transfer.year == tree.year {
      register(transfer, reference.units)
    }
    for key in claims.keys {
      claims[key]?.registered.sort {
        ($0.subject, $0.fund.rawValue) < ($1.subject, $1.fund.rawValue)
      }
    }
  }

  private mutating func take(_ outcome: Validator.Outcome, _ counted: CountedBatch) {
    let header = counted.batch.headers[outcome.submission]
    guard let place = tree.place(of: header.unit), tree.nodes[place].isLeaf else { return }
    let sources = counted.sources(of: header.unit, in: tree.year)
    let ordered = outcome.claims.sorted { ($0.code, $0.lineNumber) < ($1.code, $1.lineNumber) }
    let codes = counted.batch.reference.units.codes
    let own = codes[header.unit]
    for claim in ordered where codes[claim.counterparty] != UnitTree.district {
      let isOutside = tree.place(of: claim.counterparty) == nil
      let other = codes[claim.counterparty]
      if claim.isIncome {
        guard outcome.submission == sources.actual, let fen = claim.fen.actual else { continue }
        guard !isOutside else {
          outside.add(income: claim, from: other, to: own, fen: fen)
          continue
        }
        let key = ClaimKey(payer: claim.counterparty, payee: header.unit, measure: .actual)
        claims[key, default: Claims()].income[claim.fund, default: 0] += fen
        claims[key]?.slackFen += Int128(outcome.halfWidthFen)
      } else {
        for measure in Measure.allCases where outcome.submission == sources[measure] {
          guard let fen = claim.fen[measure] else { continue }
          guard !isOutside else {
            outside.add(claim, from: own, to: other, measure, fen: fen)
            continue
          }
          let key = ClaimKey(payer: header.unit, payee: claim.counterparty, measure: measure)
          claims[key, default: Claims()].lines.append(
            ClaimedPart(
              code: claim.code, fund: claim.fund, kind: claim.kind.known(of: measure), fen: fen))
          claims[key]?.slackFen += Int128(outcome.halfWidthFen)
        }
      }
    }
  }

  private mutating func register(_ transfer: InternalTransfer, _ units: UnitDirectory) {
    guard let payer = units.index(of: transfer.payer), tree.place(of: payer) != nil,
      let payee = units.index(of: transfer.payee), tree.place(of: payee) != nil, payer != payee
    else { return outside.add(transfer) }
    let key = ClaimKey(payer: payer, payee: payee, measure: transfer.measure)
    claims[key, default: Claims()].registered.append(transfer)
  }
}

extension InternalTransfer {
  /// The payer's subject; what is none stands for money whose code cannot be read.
  var subject: SubjectCode { code ?? .unreadable }

  /// The amount within ±10^15 fen: no line holds more, so no more of it can be passed on.
  var claimedFen: Int64 { min(max(fen, -Amount.largestLineFen), Amount.largestLineFen) }
}

extension ExpenditureKind {
  /// The kind as far as leaf totals tell kinds apart.
  fileprivate func known(of measure: Measure) -> ExpenditureKind {
    measure == .actual && (self == .basic || self == .project) ? self : .unstated
  }
}
