internal import PostgresClient

/// Every statement of the program, by the name of its file in `sql/queries`.
extension Statement {
  static let listImportColumns = Statement(
    name: "list_import_columns", bytes: PackageResources.list_import_columns_sql, shape: .rows)
  static let stageImportTable = Statement(
    name: "stage_import_table", bytes: PackageResources.stage_import_table_sql, shape: .oneRow)
  static let copyImportRows = Statement(
    name: "copy_import_rows", bytes: PackageResources.copy_import_rows_sql)
  static let settleImportTable = Statement(
    name: "settle_import_table", bytes: PackageResources.settle_import_table_sql, shape: .oneRow)
  static let listImportDefects = Statement(
    name: "list_import_defects", bytes: PackageResources.list_import_defects_sql, shape: .rows)
  static let clearReplacedRows = Statement(
    name: "clear_replaced_rows", bytes: PackageResources.clear_replaced_rows_sql, shape: .oneRow)
  static let loadImportTable = Statement(
    name: "load_import_table", bytes: PackageResources.load_import_table_sql, shape: .oneRow)

  static let lockMigrations = Statement(
    name: "lock_migrations", bytes: PackageResources.lock_migrations_sql, shape: .oneRow)
  static let unlockMigrations = Statement(
    name: "unlock_migrations", bytes: PackageResources.unlock_migrations_sql, shape: .oneRow)
  static let findMigrationTable = Statement(
    name: "find_migration_table", bytes: PackageResources.find_migration_table_sql, shape: .oneRow)
  static let createMigrationTable = Statement(
    name: "create_migration_table", bytes: PackageResources.create_migration_table_sql)
  static let listMigrations = Statement(
    name: "list_migrations", bytes: PackageResources.list_migrations_sql, shape: .rows)
  static let digestMigration = Statement(
    name: "digest_migration", bytes: PackageResources.digest_migration_sql, shape: .oneRow)
  static let recordMigration = Statement(
    name: "record_migration", bytes: PackageResources.record_migration_sql)
}
