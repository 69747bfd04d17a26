import BudgetDomain
import BudgetRules

/// How the outcome of a submission is written down.
///
/// The first number is the fingerprint of the rest, so that damaged bytes are never taken for an
/// outcome. Then comes the key, see `LeafKeys`, and nothing more where a submission has no rows.
enum LeafRecord {
  /// What to read a record with, from its key on.
  ///
  /// - Throws: `PackDefect` for damaged bytes.
  static func reader(of record: UnsafeRawBufferPointer) throws -> PackReader {
    var whole = PackReader(record)
    let fingerprint = try whole.number()
    guard ContentDigest(bytes: whole.rest).word == fingerprint else { throw PackDefect() }
    return PackReader(whole.rest)
  }

  /// Finishes a record.
  static func bytes(of writer: PackWriter) -> [UInt8] {
    var record = PackWriter()
    record.append(writer.bytes.withUnsafeBytes { ContentDigest(bytes: $0) }.word)
    return record.bytes + writer.bytes
  }

  /// Writes an outcome down.
  ///
  /// - Parameter projects: The projects by the numbers of the worker that packed it.
  static func write(
    _ outcome: Validator.Outcome, of store: PackStore, projects: [String],
    noted: [FormulaAmount?], units: UnitDirectory, into writer: inout PackWriter
  ) {
    writer.append(outcome.digest)
    writer.append(outcome.lineCount)
    writer.append(outcome.statesInitial)
    writer.append(outcome.actualFen)
    writer.append(outcome.halfWidthFen)
    writer.append(outcome.magnitudeFen)
    writer.append(outcome.print != nil)
    writer.append(outcome.isBroken)
    writer.append(outcome.moneySections)
    writer.append(Int64(outcome.claims.count))
    for claim in outcome.claims { claim.pack(into: &writer, units) }
    write(store, at: outcome.pack, projects, into: &writer)
    writer.append(noted)
    writer.append(outcome.anomalies)
  }

  /// Writes packed totals as they are or, where there are projects, with those numbered anew in the
  /// order in which this one submission names them.
  private static func write(
    _ store: PackStore, at place: PackStore.Location, _ projects: [String],
    into writer: inout PackWriter
  ) {
    var names: [String] = []
    store.forEach(at: place) { if $0.axis == .project { names.append(projects[Int($0.code)]) } }
    writer.append(names)
    guard !names.isEmpty else { return writer.append(bytes: store.bytes(at: place)) }
    var totals: [LeafTotal] = []
    var number: UInt32 = 0
    store.forEach(at: place) { total in
      totals.append(copy total)
      guard total.axis == .project else { return }
      totals[totals.count - 1].code = number
      number += 1
    }
    var own = PackStore()
    let renumbered = own.append(totals)
    writer.append(bytes: own.bytes(at: renumbered))
  }
}

extension Validator {
  /// Takes back the outcome of a submission.
  ///
  /// - Throws: `PackDefect` where the bytes are none, or name a unit that nobody names any more.
  mutating func restore(_ submission: SubmissionIndex, from reader: inout PackReader) throws {
    let digest: ContentDigest = try reader.value()
    let lineCount: Int = try reader.value()
    let statesInitial: Bool = try reader.value()
    let actualFen: Int64 = try reader.value()
    let halfWidthFen: Int64 = try reader.value()
    let magnitudeFen: Int128 = try reader.value()
    let isTelling: Bool = try reader.value()
    let isBroken: Bool = try reader.value()
    let moneySections: [Section] = try reader.value()
    let claims = try (0..<reader.count()).map { _ in
      try TransferClaim(from: &reader, context.batch.reference.units)
    }
    let names: [String] = try reader.value()
    let packed = try reader.slice()
    let noted: [FormulaAmount?] = try reader.value()
    let anomalies: [Anomaly] = try reader.value()
    guard reader.isAtEnd, noted.count == context.notedSources.count else { throw PackDefect() }
    if !noted.isEmpty { self.noted[submission] = noted }
    outcomes.append(
      Outcome(
        submission: submission, digest: digest, lineCount: lineCount,
        pack: try restored(packed, names), statesInitial: statesInitial, actualFen: actualFen,
        halfWidthFen: halfWidthFen, magnitudeFen: magnitudeFen, claims: claims,
        print: isTelling
          ? BookPrint(submission: submission, digest: digest, lineCount: lineCount) : nil,
        isBroken: isBroken, moneySections: moneySections, namesStranger: false,
        anomalies: anomalies))
  }

  /// Packed totals as this worker packs them: with its own numbers of projects.
  private mutating func restored(_ packed: UnsafeRawBufferPointer, _ names: [String]) throws
    -> PackStore.Location
  {
    guard !names.isEmpty else { return packs.append(bytes: packed) }
    var one = PackStore()
    let place = one.append(bytes: packed)
    var totals: [LeafTotal] = []
    one.forEach(at: place) { totals.append(copy $0) }
    for index in totals.indices where totals[index].axis == .project {
      guard Int(totals[index].code) < names.count else { throw PackDefect() }
      totals[index].code = number(of: names[Int(totals[index].code)])
    }
    return packs.append(totals)
  }
}

extension TransferClaim {
  /// Writes the claim; the other unit by its code, since its number is of one run only.
  fileprivate func pack(into writer: inout PackWriter, _ units: UnitDirectory) {
    writer.append(isIncome)
    writer.append(units.codes[counterparty])
    writer.append(code)
    writer.append(fund)
    writer.append(kind)
    writer.append(lineNumber)
    writer.append(fen)
  }

  fileprivate init(from reader: inout PackReader, _ units: UnitDirectory) throws {
    isIncome = try reader.value()
    guard let unit = units.index(of: try reader.value()) else { throw PackDefect() }
    counterparty = unit
    code = try reader.value()
    fund = try reader.value()
    kind = try reader.value()
    lineNumber = try reader.value()
    fen = try reader.value()
  }
}
