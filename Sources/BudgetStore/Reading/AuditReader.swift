public import PostgresClient

/// One record of `control.audit`.
public struct AuditRow: Sendable {
  /// Its number, from 1 without gaps.
  public let auditID: Int64
  /// When, ISO 8601.
  public let at: String
  /// Who had logged in.
  public let actor: String
  /// From where; nil over a socket of the server's own machine.
  public let address: String?
  /// What was done, such as `close_year`.
  public let action: String
  /// Why; nil where nobody has to say.
  public let reason: String?
  /// The run whose figures were shown before; nil where that did not change.
  public let oldRunID: Int64?
  /// The run whose figures are shown since; nil where that did not change.
  public let newRunID: Int64?
  /// What exactly, a JSON object.
  public let detail: String
}

/// A record by its number and digest: noted outside the database, it shows later whether the chain
/// up to it is still the same.
public struct AuditMark: Sendable, Hashable {
  /// The number of the record.
  public let auditID: Int64
  /// Its SHA-256, 64 hexadecimal digits.
  public let digest: String

  /// Names a record.
  public init(auditID: Int64, digest: String) {
    self.auditID = auditID
    self.digest = digest
  }
}

/// What is wrong at one place of the chain.
public struct AuditDefect: Sendable, Hashable {
  /// What a record, the end of the chain or a publication does not keep.
  public enum Kind: String, Sendable {
    /// The record is not what its digest says.
    case content
    /// The record before it is another one than when it was made.
    case link
    /// Its number is not the next one.
    case gap
    /// The chain does not end where it did.
    case end
    /// A publication knows another record of this number.
    case anchor
    /// A record that was noted outside is not there.
    case noted
  }

  /// What is wrong.
  public let kind: Kind
  /// The number of the record.
  public let auditID: Int64
  /// The publication that knows another record; nil for the other kinds.
  public let publicationID: Int64?
}

/// The chain of the audit as it was found.
public struct AuditVerification: Sendable {
  /// How many records there are.
  public let recordCount: Int64
  /// The last record; nil where there is none.
  public let head: AuditMark?
  /// How many publications keep an earlier end of the chain.
  public let anchorCount: Int64
  /// Where it is broken, by record.
  public let defects: [AuditDefect]
}

/// Reads the audit and proves its chain.
public enum AuditReader {
  /// The latest records first.
  ///
  /// - Parameter action: Only records of this action; nil for all.
  public static func rows(
    limit: Int, action: String? = nil, on connection: borrowing Connection
  ) throws(PostgresError) -> [AuditRow] {
    var rows: [AuditRow] = []
    for row in try connection.run(.selectAudit, [.int(Int64(limit)), .text(action)]) {
      rows.append(
        AuditRow(
          auditID: try row.int("audit_id"), at: try row.text("at"), actor: try row.text("actor"),
          address: try row.optionalText("address"), action: try row.text("action"),
          reason: try row.optionalText("reason"), oldRunID: try row.optionalInt("old_run_id"),
          newRunID: try row.optionalInt("new_run_id"), detail: try row.text("detail")))
    }
    return rows
  }

  /// Makes every digest anew and compares the chain with its head, with what publications know of
  /// it, and with a record noted outside.
  ///
  /// Run it in one REPEATABLE READ transaction, else a record that comes meanwhile looks wrong.
  public static func verification(
    noted: AuditMark? = nil, on connection: borrowing Connection
  ) throws(PostgresError) -> AuditVerification {
    var defects: [AuditDefect] = []
    let rows = try connection.run(
      .verifyAudit, [.int(noted?.auditID), .text(noted?.digest)])
    for row in rows {
      // The statement knows no others.
      guard let kind = AuditDefect.Kind(rawValue: try row.text("defect")) else { continue }
      defects.append(
        AuditDefect(
          kind: kind, auditID: try row.int("audit_id"),
          publicationID: try row.optionalInt("publication_id")))
    }
    let row = try connection.run(.selectAuditHead)[0]
    var head: AuditMark?
    if let auditID = try row.optionalInt("audit_id"),
      let digest = try row.optionalText("digest")
    {
      head = AuditMark(auditID: auditID, digest: digest)
    }
    return AuditVerification(
      recordCount: try row.int("record_count"), head: head,
      anchorCount: try row.int("anchor_count"), defects: defects)
  }
}
