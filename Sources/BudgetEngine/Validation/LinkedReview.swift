import BudgetDomain
import BudgetRules

/// Looks again at the submissions with broken relations, this time beside those that they are
/// tied to, and says of all of them together why they do not fit.
///
/// Healthy submissions are not read again. Which are, and in which clusters, depends on the
/// submissions only.
struct LinkedReview {
  /// What came of it.
  struct Reviewed {
    /// The submissions whose own anomalies these anomalies replace.
    var members: Set<SubmissionIndex> = []
    /// The anomalies of those submissions, and all of the links between submissions.
    var anomalies: [Anomaly] = []
  }

  private let context: ValidationContext
  private let formulas: FormulaRules
  private let comparison: FormulaComparison?
  private let groups: [GroupComparison.Group]
  private let findings: [FormulaComparison.Finding]
  private let clusters: LinkedClusters

  init(
    _ context: ValidationContext, _ formulas: FormulaRules, _ comparison: FormulaComparison?,
    groups: [GroupComparison.Group], _ outcomes: some Sequence<Validator.Outcome>
  ) throws {
    self.context = context
    self.formulas = formulas
    self.comparison = comparison
    self.groups = groups
    findings = try comparison?.findings(formulas) ?? []
    var clusters = LinkedClusters(outcomes)
    let headers = context.batch.headers
    for finding in findings where finding.relation.isLink {
      clusters.tie(finding.relation.submissions.compactMap { headers.place(ofID: $0) })
    }
    for (place, group) in groups.enumerated() where group.isSumOfBooks {
      clusters.tie(group, number: place)
    }
    self.clusters = clusters
  }

  /// One cluster, ready to be looked at.
  private struct Cluster: Sendable {
    let members: [SubmissionIndex]
    let links: [StatedRelation]
    let groups: [GroupComparison.Group]
    let anomalies: [Anomaly]
    let priorYears: [SubmissionIndex: SubmissionIndex]

    var books: [SubmissionIndex] { members + priorYears.values }
  }

  /// Reads the clusters again and explains them; what is beyond the bounds stays as it was found,
  /// and says so.
  func reviewed() throws -> Reviewed {
    var reviewed = Reviewed()
    var left: [Anomaly] = []
    var batches: [[Cluster]] = []
    var count = 0
    let (chosen, rest) = chosenClusters(&left)
    for cluster in chosen {
      if count == 0 || count + cluster.books.count > Self.mostAtOnce {
        batches.append([])
        count = 0
      }
      batches[batches.count - 1].append(cluster)
      count += cluster.books.count
      reviewed.members.formUnion(cluster.members)
    }
    for batch in batches { reviewed.anomalies += try explained(batch) }
    reviewed.anomalies += rest + left
    return reviewed
  }

  /// How many submissions are held in memory at a time.
  private static let mostAtOnce = 500
  /// How many submissions are read a second time at most, of clusters that begin in one year. A
  /// year by itself, so that what is looked at hangs on no other year.
  private static let mostBooks = 5_000

  /// The clusters to look at, and the anomalies of links that are in none of them.
  private func chosenClusters(_ left: inout [Anomaly]) -> (chosen: [Cluster], rest: [Anomaly]) {
    let byCluster = Dictionary(grouping: findings.filter(\.relation.isLink)) { finding in
      finding.relation.submissions.first.flatMap { context.batch.headers.place(ofID: $0) }
        .map { clusters.root(of: $0) }
    }
    var rest = findings.filter { !$0.relation.isLink }.map(\.anomaly)
    for (place, group) in groups.enumerated() where clusters.cluster(ofGroup: place) == nil {
      rest += listed(group, isCutShort: group.isSumOfBooks)
    }
    var chosen: [Cluster] = []
    var counts: [FiscalYear: Int] = [:]
    for (root, members) in clusters.all {
      let own = groups.indices.filter { clusters.cluster(ofGroup: $0) == root }
        .map { groups[$0] }
      let found = (byCluster[root] ?? []).map(\.anomaly)
      let year = context.batch.headers[root].year
      guard clusters.isWithinBounds(members), counts[year, default: 0] < Self.mostBooks else {
        left += found.map(\.notSearchedFurther)
        left += own.flatMap { listed($0, isCutShort: true) }
        continue
      }
      let anomalies = found + own.flatMap(\.anomalies)
      let cluster = cluster(members, own, anomalies)
      // Alone, and new: it has been explained already.
      guard !cluster.links.isEmpty || !own.isEmpty || !cluster.priorYears.isEmpty else {
        rest += anomalies
        continue
      }
      chosen.append(cluster)
      counts[year, default: 0] += cluster.books.count
    }
    return (chosen, rest)
  }

  /// What a group's book and those of its units differ by, as many as are listed of a book. Beside
  /// what is found in the book by itself, of which as many are.
  private func listed(_ group: GroupComparison.Group, isCutShort: Bool) -> [Anomaly] {
    let header = context.batch.headers[group.control]
    var place = Place(year: header.year, unit: context.batch.reference.units.codes[header.unit])
    (place.kind, place.section) = (header.kind, .functional)
    return FindingsAreFew.listed(
      isCutShort ? group.anomalies.map(\.notSearchedFurther) : group.anomalies,
      besides: group.findings.unlisted, of: header, at: place)
  }

  private func cluster(
    _ members: [SubmissionIndex], _ groups: [GroupComparison.Group], _ anomalies: [Anomaly]
  ) -> Cluster {
    var links: [StatedRelation] = []
    var seen: Set<String> = []
    var priorYears: [SubmissionIndex: SubmissionIndex] = [:]
    for member in members {
      for link in comparison?.links(with: member, formulas) ?? []
      where seen.insert("\(link.rule.code.text) \(link.place.key)").inserted {
        links.append(link)
      }
      priorYears[member] = comparison?.priorYear(of: member)
    }
    return Cluster(
      members: members, links: links, groups: groups, anomalies: anomalies,
      priorYears: priorYears)
  }

  /// Reads some clusters and explains each.
  private func explained(_ clusters: [Cluster]) throws -> [Anomaly] {
    let books = Set(clusters.flatMap(\.books)).sorted()
    let lines = try context.batch.lines.read(only: books) { RereadLines() }
      .reduce(into: [:]) { lines, reader in lines.merge(reader.lines) { $1 } }
    let context = context
    return try shardedMap(clusters, workers: context.batch.scope.workers) { cluster in
      try RunCancellation.check()
      return explained(cluster) { submission in
        context.view(
          of: lines[submission]
            ?? SubmissionLines(
              submission: submission, lines: [], texts: LineTexts(), digest: ContentDigest()))
      }
    }.flatMap(\.self)
  }

  private func explained(_ cluster: Cluster, _ view: (SubmissionIndex) -> SubmissionView)
    -> [Anomaly]
  {
    let views = Dictionary(uniqueKeysWithValues: cluster.members.map { ($0, view($0)) })
    var links = cluster.links
    for group in cluster.groups {
      guard let control = views[group.control] else { continue }
      links += GroupEqualsUnits.links(of: control) { measure in
        let sources = measure == .initialBudget ? group.initialSources : group.actualSources
        return sources.compactMap { views[$0] }
      }
    }
    let members = cluster.members.compactMap { member in
      views[member].map { own in
        LinkedSubmission(
          own, priorYear: cluster.priorYears[member].map { views[$0] ?? view($0) },
          name: "\(own.header.year)年\(own.unitCode)\(own.header.kind.chineseName)报送")
      }
    }
    let explained =
      LinkedDiagnosis.explain(
        members, links, cluster.anomalies, by: context.rules, layout: TableLayout.tables(of:texts:)
      ).withoutSums(at: cluster.groups.reduce(into: []) { $0.formUnion($1.explained) })
      + views.sorted { $0.key < $1.key }
      .flatMap { FiguresHoldTogether.anomalies(in: $0.value, by: context.rules) }
    return Self.listed(explained, of: Array(views.values))
  }

  /// Of each submission no more than are listed of one.
  private static func listed(_ anomalies: [Anomaly], of views: [SubmissionView]) -> [Anomaly] {
    let bySubmission = Dictionary(grouping: anomalies, by: \.submissionID)
    let crowded = views.filter {
      bySubmission[$0.header.id, default: []].count > FindingsAreFew.mostListed
    }.sorted { $0.header.id < $1.header.id }
    guard !crowded.isEmpty else { return anomalies }
    let ids = Set(crowded.map { Optional($0.header.id) })
    return anomalies.filter { !ids.contains($0.submissionID) }
      + crowded.flatMap { FindingsAreFew.listed(bySubmission[$0.header.id] ?? [], of: $0) }
  }
}

/// Keeps the lines of submissions that are read a second time.
private struct RereadLines: SubmissionVisitor {
  private(set) var lines: [SubmissionIndex: SubmissionLines] = [:]

  mutating func visit(_ submission: SubmissionLines) {
    lines[submission.submission] = submission
  }
}

extension [Anomaly] {
  /// The same without control totals that differ by no more than those below them, which are
  /// among these; a slip that nothing below tells of stays.
  fileprivate func withoutSums(at explained: Set<Place>) -> [Anomaly] {
    let controls = filter { $0.rule == GroupEqualsUnits.description.code }
    return filter { anomaly in
      guard anomaly.rule == GroupEqualsUnits.description.code,
        explained.contains(anomaly.place)
      else { return true }
      return !controls.contains { $0.place.isBelow(anomaly.place) }
    }
  }
}

extension Place {
  /// Whether it is another subject of the same book and measure, below the one of `other`.
  fileprivate func isBelow(_ other: Place) -> Bool {
    var sibling = other
    sibling.code = code
    guard sibling == self, let own = code.flatMap({ SubjectCode($0) }),
      let above = other.code.flatMap({ SubjectCode($0) })
    else { return false }
    return own != above && above.covers(own)
  }
}

extension [SubmissionHeader] {
  /// Where a submission stands in the list, which ascends by id.
  func place(ofID id: Int64) -> SubmissionIndex? {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if self[middle].id < id { low = middle + 1 } else { high = middle }
    }
    return low < count && self[low].id == id ? low : nil
  }
}

extension Anomaly {
  /// The same anomaly, which says that nobody looked for its cause.
  fileprivate var notSearchedFurther: Anomaly {
    var anomaly = self
    anomaly.suggestion = (suggestion ?? "") + "(牵涉的报送较多,未再往下推算。)"
    return anomaly
  }
}
