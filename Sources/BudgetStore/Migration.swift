/// One step of the schema: a file of `sql/migrations`, never changed once it is released.
struct Migration {
  /// From 1, without gaps.
  let number: Int
  /// The name of the file without number and ending.
  let name: String
  /// The file's bytes; what the checksum is made of.
  let bytes: [UInt8]

  /// All migrations, in the order in which they are applied.
  static let all = [
    Migration(number: 1, name: "create_schemas", bytes: PackageResources._001_create_schemas_sql),
    Migration(number: 2, name: "create_units", bytes: PackageResources._002_create_units_sql),
    Migration(
      number: 3, name: "create_subjects", bytes: PackageResources._003_create_subjects_sql),
    Migration(number: 4, name: "create_rules", bytes: PackageResources._004_create_rules_sql),
    Migration(number: 5, name: "create_intake", bytes: PackageResources._005_create_intake_sql),
    Migration(number: 6, name: "create_runs", bytes: PackageResources._006_create_runs_sql),
    Migration(
      number: 7, name: "create_publications", bytes: PackageResources._007_create_publications_sql),
    Migration(
      number: 8, name: "create_requests", bytes: PackageResources._008_create_requests_sql),
    Migration(number: 9, name: "create_import", bytes: PackageResources._009_create_import_sql),
    Migration(number: 10, name: "create_store", bytes: PackageResources._010_create_store_sql),
    Migration(
      number: 11, name: "create_volumes", bytes: PackageResources._011_create_volumes_sql),
    Migration(
      number: 12, name: "create_summary", bytes: PackageResources._012_create_summary_sql),
    Migration(
      number: 13, name: "detach_volumes", bytes: PackageResources._013_detach_volumes_sql),
    Migration(
      number: 14, name: "create_confirmations",
      bytes: PackageResources._014_create_confirmations_sql),
    Migration(
      number: 15, name: "sample_fewer_tiles",
      bytes: PackageResources._015_sample_fewer_tiles_sql),
    Migration(
      number: 16, name: "answer_anomalies", bytes: PackageResources._016_answer_anomalies_sql),
    Migration(
      number: 17, name: "create_unit_indicators",
      bytes: PackageResources._017_create_unit_indicators_sql),
    Migration(
      number: 18, name: "record_corrections",
      bytes: PackageResources._018_record_corrections_sql),
    Migration(
      number: 19, name: "create_comparable", bytes: PackageResources._019_create_comparable_sql),
    Migration(
      number: 20, name: "show_comparable_figures",
      bytes: PackageResources._020_show_comparable_figures_sql),
    Migration(
      number: 21, name: "create_eliminations",
      bytes: PackageResources._021_create_eliminations_sql),
    Migration(
      number: 22, name: "show_comparable_eliminations",
      bytes: PackageResources._022_show_comparable_eliminations_sql),
    Migration(
      number: 23, name: "list_past_changes", bytes: PackageResources._023_list_past_changes_sql),
    Migration(
      number: 24, name: "explain_cells", bytes: PackageResources._024_explain_cells_sql),
    Migration(
      number: 25, name: "explain_comparable_cells",
      bytes: PackageResources._025_explain_comparable_cells_sql),
    Migration(
      number: 26, name: "show_earlier_publications",
      bytes: PackageResources._026_show_earlier_publications_sql),
    Migration(
      number: 27, name: "mend_comparisons", bytes: PackageResources._027_mend_comparisons_sql),
    Migration(
      number: 28, name: "mark_changes", bytes: PackageResources._028_mark_changes_sql),
    Migration(
      number: 29, name: "compare_volumes", bytes: PackageResources._029_compare_volumes_sql),
    Migration(number: 30, name: "keep_leaves", bytes: PackageResources._030_keep_leaves_sql),
    Migration(number: 31, name: "list_changes", bytes: PackageResources._031_list_changes_sql),
    Migration(
      number: 32, name: "quicken_versions", bytes: PackageResources._032_quicken_versions_sql),
    Migration(
      number: 33, name: "explain_restated_lines",
      bytes: PackageResources._033_explain_restated_lines_sql),
    Migration(number: 34, name: "close_years", bytes: PackageResources._034_close_years_sql),
    Migration(
      number: 35, name: "announce_requests", bytes: PackageResources._035_announce_requests_sql),
    Migration(
      number: 36, name: "record_server_identity",
      bytes: PackageResources._036_record_server_identity_sql),
    Migration(
      number: 37, name: "show_units_their_own",
      bytes: PackageResources._037_show_units_their_own_sql),
    Migration(number: 38, name: "chain_audit", bytes: PackageResources._038_chain_audit_sql),
    Migration(
      number: 39, name: "close_search_paths",
      bytes: PackageResources._039_close_search_paths_sql),
    Migration(
      number: 40, name: "quicken_publishing", bytes: PackageResources._040_quicken_publishing_sql),
    Migration(number: 41, name: "renew_marks", bytes: PackageResources._041_renew_marks_sql),
    Migration(
      number: 42, name: "quicken_changes", bytes: PackageResources._042_quicken_changes_sql),
    Migration(
      number: 43, name: "show_chinese_names", bytes: PackageResources._043_show_chinese_names_sql),
    Migration(
      number: 44, name: "show_unit_tree", bytes: PackageResources._044_show_unit_tree_sql),
    Migration(number: 45, name: "read_less", bytes: PackageResources._045_read_less_sql),
    Migration(
      number: 46, name: "tell_previous_publication",
      bytes: PackageResources._046_tell_previous_publication_sql),
  ]
}
