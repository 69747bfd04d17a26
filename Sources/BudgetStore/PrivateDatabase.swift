public import PostgresClient

/// Huizong's own database on a private server, which nobody else uses.
public enum PrivateDatabase {
  /// Its name.
  public static let name = "huizong"

  /// Makes the database unless it is there.
  ///
  /// - Parameter connection: To another database of the server.
  public static func create(on connection: borrowing Connection) throws(PostgresError) {
    guard try connection.run(.findPrivateDatabase)[0].bool("is_missing") else { return }
    do {
      try connection.run(.createPrivateDatabase)
    } catch {
      // 42P04: another process was quicker, which is as good.
      guard error.sqlState == "42P04" else { throw error }
    }
  }

  /// Makes the database anew, empty, whoever is connected to the old one.
  ///
  /// - Parameter connection: To another database of the server.
  public static func recreate(on connection: borrowing Connection) throws(PostgresError) {
    try connection.run(.dropPrivateDatabase)
    try connection.run(.createPrivateDatabase)
  }
}
