public import PostgresClient

/// Who a night would be, and what it may not do that a night does.
public struct RoleInspection: Sendable {
  /// A right that a night needs.
  public struct Right: Sendable, Hashable {
    /// Whether it is for reading input; else for writing results.
    public let isForLoading: Bool
    /// The right as GRANT calls it, or `OWNER`.
    public let privilege: String
    /// What it is about, such as `control.run`; `database` for the database itself.
    public let object: String
  }

  /// The role.
  public let roleName: String
  /// Who logged in; another one only after SET ROLE.
  public let loginName: String
  /// Whether rights mean nothing to the role.
  public let isSuperuser: Bool
  /// Whether the role may change what it only has to use.
  public let isOwner: Bool
  /// Whether the role is the one that is meant for nights.
  public let isBatch: Bool
  /// Whether Huizong's roles are set up on the server at all.
  public let hasRoles: Bool
  /// What is missing, for loading first.
  public let missing: [Right]

  /// Asks the server; changes nothing.
  public init(on connection: borrowing Connection) throws(PostgresError) {
    let row = try connection.run(.inspectRole)[0]
    roleName = try row.text("role_name")
    loginName = try row.text("login_name")
    isSuperuser = try row.bool("is_superuser")
    isOwner = try row.bool("is_owner")
    isBatch = try row.bool("is_batch")
    hasRoles = try row.bool("has_roles")
    var missing: [Right] = []
    for row in try connection.run(.listMissingRights) {
      missing.append(
        Right(
          isForLoading: try row.text("purpose") == "load", privilege: try row.text("privilege"),
          object: try row.text("object")))
    }
    self.missing = missing
  }
}
