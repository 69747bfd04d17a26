/// All cells of one publication, with the trees and submissions that they are of.
struct PublishedFigures {
  /// A figure: one measure of one cell.
  struct Key: Hashable, Comparable {
    let year: Int
    let unit: String
    let rest: String

    static func < (left: Key, right: Key) -> Bool {
      (left.year, left.unit, left.rest) < (right.year, right.unit, right.rest)
    }
  }

  /// A unit of a year's tree.
  struct Place: Hashable {
    let parent: String?
    let isLeaf: Bool
  }

  /// A figure in fen, nil where nobody states it, and what was taken out of it.
  struct Amount: Equatable {
    let fen: Int64?
    let eliminated: Int64
  }

  private(set) var amounts: [Key: Amount] = [:]
  private(set) var trees: [Int: [String: Place]] = [:]
  /// What each unit of a year has handed in, by submission: its contents' fingerprint.
  private(set) var submissions: [Int: [String: [String: String]]] = [:]

  private static let measures = [
    ("initial_budget", "eliminated_initial"), ("final_budget", "eliminated_final"),
    ("actual", "eliminated_actual"),
  ]

  /// Reads a publication.
  ///
  /// - Parameter view: `subject_year` or `comparable_subject_year`.
  init(_ id: Int64, view: String = "subject_year") async throws {
    let columns = Self.measures.map { "\($0.0), \($0.1)" }.joined(separator: ", ")
    try await execute(
      """
      DROP TABLE IF EXISTS public.figures;
      DO $$
      BEGIN
        -- All of it is read; a plan for one figure takes a minute.
        PERFORM set_config('enable_nestloop', 'off', true);
        EXECUTE 'CREATE TABLE public.figures AS '
          || store.definition_as_of('summary.\(view)', \(id));
      END
      $$;
      """)
    for row in try await rows(
      "fiscal_year, unit_code, subject_code, fund_type, " + columns, from: "public.figures")
    {
      let fields = row.split(separator: " ").map(String.init)
      for (index, measure) in Self.measures.enumerated() {
        amounts[
          Key(
            year: Int(fields[0]) ?? 0, unit: fields[1],
            rest: "\(fields[2]) \(fields[3]) \(measure.0)")] = Amount(
            fen: Self.fen(fields[4 + 2 * index]), eliminated: Self.fen(fields[5 + 2 * index]) ?? 0)
      }
    }
    for row in try await rows(
      "fiscal_year, volume_id", from: "control.publication_year", where: "publication_id = \(id)")
    {
      let fields = row.split(separator: " ").compactMap { Int($0) }
      try await readLists(of: fields[0], volume: fields[1])
    }
  }

  private mutating func readLists(of year: Int, volume: Int) async throws {
    for row in try await rows(
      "unit.unit_code, parent.unit_code, is_leaf",
      from: "volume_\(volume).unit_name JOIN store.unit USING (unit_id) "
        + "LEFT JOIN store.unit AS parent ON parent.unit_id = parent_id")
    {
      let fields = row.split(separator: " ").map(String.init)
      let parent = fields[1] == "-" ? (fields[0] == "*" ? nil : "*") : fields[1]
      trees[year, default: [:]][fields[0]] = Place(parent: parent, isLeaf: fields[2] == "true")
    }
    for row in try await rows(
      "unit_code, submission_id, content", from: "volume_\(volume).coverage",
      where: "state IN ('effective', 'late')")
    {
      let fields = row.split(separator: " ").map(String.init)
      submissions[year, default: [:]][fields[0], default: [:]][fields[1]] = fields[2]
    }
  }

  /// An amount of the views, two decimals, in fen.
  private static func fen(_ yuan: String) -> Int64? { Int64(yuan.filter { $0 != "." }) }

  /// A unit and all units above it.
  func chain(of unit: String, in year: Int) -> [String] {
    var chain: [String] = []
    var next = trees[year]?[unit] == nil ? nil : unit
    while let unit = next {
      chain.append(unit)
      next = trees[year]?[unit]?.parent
    }
    return chain
  }
}
