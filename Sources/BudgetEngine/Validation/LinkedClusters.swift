import BudgetDomain

/// Submissions that are to be looked at together: those with broken relations of their own, those
/// between which a relation is broken, and a group's book with those of its units.
struct LinkedClusters {
  /// More lines at once are not looked at; see `Diagnosis.mostLines`.
  private static let mostLines = 3_000
  /// More submissions at once are not looked at.
  private static let mostMembers = 60

  private var parents: [SubmissionIndex: SubmissionIndex] = [:]
  private var groupClusters: [Int: SubmissionIndex] = [:]
  private let lineCounts: [SubmissionIndex: Int]
  private let broken: Set<SubmissionIndex>

  /// Begins with the submissions that have broken relations, each for itself.
  init(_ outcomes: some Sequence<Validator.Outcome>) {
    var lineCounts: [SubmissionIndex: Int] = [:]
    var broken: Set<SubmissionIndex> = []
    for outcome in outcomes {
      lineCounts[outcome.submission] = outcome.lineCount
      if outcome.isBroken { broken.insert(outcome.submission) }
    }
    self.lineCounts = lineCounts
    self.broken = broken
    for submission in broken { parents[submission] = submission }
  }

  /// Puts submissions together.
  mutating func tie(_ submissions: [SubmissionIndex]) {
    let roots = Set(submissions.map(root))
    guard let least = roots.min() else { return }
    for root in roots { parents[root] = least }
    for submission in submissions { parents[submission] = least }
  }

  /// Puts a group's book and those of its units together, where one of them is broken or they do
  /// not agree, and they are not too many.
  mutating func tie(_ group: GroupComparison.Group, number: Int) {
    let books = group.books
    guard !group.anomalies.isEmpty || books.contains(where: broken.contains) else { return }
    let roots = Set(books.map(root))
    let members = Set(parents.keys.filter { roots.contains(root(of: $0)) }).union(books)
    guard isWithinBounds(Array(members)) else { return }
    tie(books)
    groupClusters[number] = books[0]
  }

  /// The first submission of a submission's cluster; itself where it is in none.
  func root(of submission: SubmissionIndex) -> SubmissionIndex {
    var place = submission
    while let parent = parents[place], parent != place { place = parent }
    return place
  }

  /// The cluster of a group that was put together; nil for one that was not.
  func cluster(ofGroup number: Int) -> SubmissionIndex? {
    groupClusters[number].map { root(of: $0) }
  }

  /// The clusters by their first submissions, the members of each in their order.
  var all: [(root: SubmissionIndex, members: [SubmissionIndex])] {
    Dictionary(grouping: parents.keys) { root(of: $0) }
      .map { (root: $0.key, members: $0.value.sorted()) }.sorted { $0.root < $1.root }
  }

  /// Whether so many submissions can be looked at together.
  func isWithinBounds(_ members: [SubmissionIndex]) -> Bool {
    members.count <= Self.mostMembers
      && members.reduce(0) { $0 + lineCounts[$1, default: 0] } <= Self.mostLines
  }
}
