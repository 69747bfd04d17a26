import BudgetDomain

/// The relations of one submission and the figures that they share, in whole numbers.
///
/// It answers, without walking through the parts of a sum again, whether a relation can be true
/// once some figures are others, and what a figure may be for a relation to be true.
struct RelationNetwork {
  /// How a figure enters a sum that has to be zero: expected − stated.
  enum Role {
    /// It is added.
    case added
    /// It is taken away.
    case subtracted
    /// Some of it, all or nothing, is added.
    case possible
    /// It is a figure of a percentage.
    case operand
  }

  /// A figure's part in a relation.
  struct Membership {
    let relation: Int
    let role: Role
  }

  /// A relation with what is known of it before any repair.
  struct Node {
    let stated: StatedRelation
    let verdict: Verdict
    /// expected − stated; nil for a percentage.
    let sum: Span?
    /// The figures in the order of the relation, by number.
    let figures: [Int]
    /// Whether the relation is left open: another slip would be needed to close it.
    fileprivate(set) var isLeftOpen = false

    /// Whether the relation cannot be true, by a rule under which that is an error, or between
    /// submissions.
    var isBroken: Bool {
      verdict == .violated && !isLeftOpen && (stated.rule.severity == .error || stated.isLink)
    }
  }

  private(set) var nodes: [Node] = []
  private(set) var figures: [PrintedFigure] = []
  private(set) var digits: [FigureDigits] = []
  private(set) var spans: [Span] = []
  private(set) var memberships: [[Membership]] = []
  /// Rows that may be missing: numbered behind the printed figures.
  private(set) var absentRows: [Int: AbsentRow] = [:]
  private var numbers: [FigureKey: Int] = [:]
  private let whose: [Int64: String]

  /// The relations that say something; all their figures must be workable.
  ///
  /// Figures and relations are numbered by what they are, so that the answers do not depend on
  /// the order in which rows were read.
  ///
  /// - Parameter whose: What submissions are called, where the relations are of several.
  init(_ relations: [StatedRelation], whose: [Int64: String] = [:]) {
    self.whose = whose
    var printed: [FigureKey: PrintedFigure] = [:]
    for figure in relations.lazy.flatMap(\.relation.figures) {
      printed[figure.key] = figure.submission == nil ? figure : figure.atHome
    }
    for (key, figure) in printed.sorted(by: { $0.key < $1.key }) { add(figure, key) }
    let ordered = relations.map { (rule: $0.rule.code.text, place: $0.place.key, stated: $0) }
      .sorted { ($0.rule, $0.place) < ($1.rule, $1.place) }
    for (_, _, stated) in ordered {
      guard let evaluation = stated.relation.evaluate() else { continue }
      add(stated, evaluation.verdict)
    }
  }

  /// The number of a figure; nil where no relation speaks of it.
  func number(of key: FigureKey) -> Int? { numbers[key] }

  /// Whose a figure is, in an anomaly about a relation; empty for a figure of its own submission.
  func owner(of figure: Int, beside relation: Int) -> String {
    guard let submission = figures[figure].submission, submission != nodes[relation].stated.home,
      let whose = whose[submission]
    else { return "" }
    return "\(whose)的"
  }

  /// The same network with some relations left open.
  func leavingOpen(_ relations: some Sequence<Int>) -> RelationNetwork {
    var network = self
    for relation in relations { network.nodes[relation].isLeftOpen = true }
    return network
  }

  private mutating func add(_ stated: StatedRelation, _ verdict: Verdict) {
    let relation = stated.relation
    let ids = relation.figures.compactMap { numbers[$0.key] }
    let roles = relation.roles
    var sum: Span? = relation.isQuotient ? nil : relation.slack
    for (id, role) in zip(ids, roles) {
      memberships[id].append(Membership(relation: nodes.count, role: role))
      sum = sum.map { $0 + Self.contribution(of: spans[id], role) }
    }
    nodes.append(Node(stated: stated, verdict: verdict, sum: sum, figures: ids))
  }

  private mutating func add(_ figure: PrintedFigure, _ key: FigureKey) {
    numbers[key] = figures.count
    figures.append(figure)
    digits.append(FigureDigits(figure))
    spans.append(Span(figure.interval))
    memberships.append([])
  }

  /// Adds a row that is not printed; as long as nothing is assumed of it, it is zero.
  mutating func add(_ row: AbsentRow) {
    let number = figures.count
    figures.append(figures[row.total])
    digits.append(digits[row.total])
    spans.append(.zero)
    memberships.append(
      row.relations.map { relation in
        // A control total is on the other side than the rows of the units.
        let node = nodes[relation].stated
        let isOtherSide = node.isLink && node.home == figures[row.total].submission
        return Membership(relation: relation, role: isOtherSide ? .subtracted : .added)
      })
    absentRows[number] = row
  }

  static func contribution(of span: Span, _ role: Role) -> Span {
    switch role {
    case .added: span
    case .subtracted: -span
    case .possible: span.withZero
    case .operand: .zero
    }
  }
}

extension Relation {
  /// Whether the network can work with the relation: each figure is printed by itself and counts
  /// once. A formula with factors, or with a percentage of sums, is listed as it was checked.
  var isDiagnosable: Bool {
    guard figures.count == roles.count, stated.addends.isEmpty else { return false }
    switch form {
    case .quotient: return false
    case .linear(let linear):
      return linear.divisor == 1 && linear.constant == Fraction(0)
        && linear.terms.allSatisfy { abs($0.factor) == 1 && (!$0.isOpen || $0.factor == 1) }
    case .sum, .difference, .atMost, .between, .growth, .growthByChange, .share: return true
    }
  }

  /// Whether the stated figure is a percentage that follows from others.
  var isQuotient: Bool {
    switch form {
    case .growth, .growthByChange, .share, .quotient: true
    case .sum, .difference, .atMost, .between, .linear: false
    }
  }

  /// The side that a bound leaves open.
  fileprivate var slack: Span {
    switch form {
    case .atMost: Span(low: -Span.unbounded, high: 0)
    case .between(_, possible: nil): Span(low: 0, high: Span.unbounded)
    case .linear(let linear) where linear.comparison == .atMost:
      Span(low: -Span.unbounded, high: 0)
    case .linear(let linear) where linear.comparison == .atLeast:
      Span(low: 0, high: Span.unbounded)
    default: .zero
    }
  }

  /// How each of `figures` enters.
  fileprivate var roles: [RelationNetwork.Role] {
    switch form {
    case .sum(let parts): [.subtracted] + parts.map { _ in .added }
    case .difference: [.subtracted, .added, .subtracted]
    case .atMost: [.subtracted, .added]
    case .between(let certain, let possible):
      [.subtracted] + certain.map { _ in .added } + (possible ?? []).map { _ in .possible }
    case .linear(let linear):
      [.subtracted]
        + linear.terms.map { $0.isOpen ? .possible : $0.factor > 0 ? .added : .subtracted }
    case .growth, .growthByChange, .share: [.operand, .operand, .operand]
    case .quotient(let quotient): [.operand] + quotient.terms.map { _ in .operand }
    }
  }
}
