internal import PostgresClient

/// What a run writes.
extension Statement {
  static let numberUnits = Statement(
    name: "number_units", bytes: PackageResources.number_units_sql)
  static let listUnitNumbers = Statement(
    name: "list_unit_numbers", bytes: PackageResources.list_unit_numbers_sql, shape: .rows)
  static let numberItems = Statement(
    name: "number_items", bytes: PackageResources.number_items_sql)
  static let listItemNumbers = Statement(
    name: "list_item_numbers", bytes: PackageResources.list_item_numbers_sql, shape: .rows)
  static let createVolume = Statement(
    name: "create_volume", bytes: PackageResources.create_volume_sql, shape: .oneRow)
  static let indexVolume = Statement(
    name: "index_volume", bytes: PackageResources.index_volume_sql, shape: .oneRow)
  static let countAnomalies = Statement(
    name: "count_anomalies", bytes: PackageResources.count_anomalies_sql, shape: .rows)
  static let clearLeaves = Statement(
    name: "clear_leaves", bytes: PackageResources.clear_leaves_sql)
  static let deleteLeaves = Statement(
    name: "delete_leaves", bytes: PackageResources.delete_leaves_sql)
  static let writeLeaves = Statement(
    name: "write_leaves", bytes: PackageResources.write_leaves_sql)
  static let attachVolume = Statement(
    name: "attach_volume", bytes: PackageResources.attach_volume_sql, shape: .oneRow)
  static let dropUnpublishedVolumes = Statement(
    name: "drop_unpublished_volumes", bytes: PackageResources.drop_unpublished_volumes_sql,
    shape: .oneRow)
  static let copySubjectTiles = Statement(
    name: "copy_subject_tiles", bytes: PackageResources.copy_subject_tiles_sql)
  static let copySideTiles = Statement(
    name: "copy_side_tiles", bytes: PackageResources.copy_side_tiles_sql)
  static let copyUnitTotals = Statement(
    name: "copy_unit_totals", bytes: PackageResources.copy_unit_totals_sql)
  static let clearUnitTotals = Statement(
    name: "clear_unit_totals", bytes: PackageResources.clear_unit_totals_sql)
  static let copyUnitNames = Statement(
    name: "copy_unit_names", bytes: PackageResources.copy_unit_names_sql)
  static let copyItemNames = Statement(
    name: "copy_item_names", bytes: PackageResources.copy_item_names_sql)
  static let copyUnitTypeCells = Statement(
    name: "copy_unit_type_cells", bytes: PackageResources.copy_unit_type_cells_sql)
  static let copyUnitIndicators = Statement(
    name: "copy_unit_indicators", bytes: PackageResources.copy_unit_indicators_sql)
  static let copyComparableTiles = Statement(
    name: "copy_comparable_tiles", bytes: PackageResources.copy_comparable_tiles_sql)
  static let copyComparableItems = Statement(
    name: "copy_comparable_items", bytes: PackageResources.copy_comparable_items_sql)
  static let copyComparableUnits = Statement(
    name: "copy_comparable_units", bytes: PackageResources.copy_comparable_units_sql)
  static let copyPerimeterChanges = Statement(
    name: "copy_perimeter_changes", bytes: PackageResources.copy_perimeter_changes_sql)
  static let copyCodeRoutes = Statement(
    name: "copy_code_routes", bytes: PackageResources.copy_code_routes_sql)
  static let copyUnitRoutes = Statement(
    name: "copy_unit_routes", bytes: PackageResources.copy_unit_routes_sql)
  static let clearComparable = Statement(
    name: "clear_comparable", bytes: PackageResources.clear_comparable_sql)
  static let indexComparable = Statement(
    name: "index_comparable", bytes: PackageResources.index_comparable_sql, shape: .oneRow)
  static let listBookedCodes = Statement(
    name: "list_booked_codes", bytes: PackageResources.list_booked_codes_sql, shape: .rows)
  static let copyCoverage = Statement(
    name: "copy_coverage", bytes: PackageResources.copy_coverage_sql)
  static let copyAnomalies = Statement(
    name: "copy_anomalies", bytes: PackageResources.copy_anomalies_sql)
  static let listCurrentVolumes = Statement(
    name: "list_current_volumes", bytes: PackageResources.list_current_volumes_sql, shape: .rows)
  static let recordVolume = Statement(
    name: "record_volume", bytes: PackageResources.record_volume_sql)
  static let recordPublication = Statement(
    name: "record_publication", bytes: PackageResources.record_publication_sql, shape: .oneRow)
  static let rememberAnomalies = Statement(
    name: "remember_anomalies", bytes: PackageResources.remember_anomalies_sql)
  static let movePointer = Statement(
    name: "move_pointer", bytes: PackageResources.move_pointer_sql)
  static let listItemNames = Statement(
    name: "list_item_names", bytes: PackageResources.list_item_names_sql, shape: .rows)
  static let awaitPlanning = Statement(
    name: "await_planning", bytes: PackageResources.await_planning_sql, shape: .oneRow)
  static let awaitSnapshots = Statement(
    name: "await_snapshots", bytes: PackageResources.await_snapshots_sql, shape: .oneRow)
  static let listSupersededTables = Statement(
    name: "list_superseded_tables", bytes: PackageResources.list_superseded_tables_sql,
    shape: .rows)
  static let notifyPublished = Statement(
    name: "notify_published", bytes: PackageResources.notify_published_sql, shape: .oneRow)
  static let analyzeTiles = Statement(
    name: "analyze_tiles", bytes: PackageResources.analyze_tiles_sql)
  static let lockFence = Statement(
    name: "lock_fence", bytes: PackageResources.lock_fence_sql, shape: .oneRow)
  static let copyRecordedCorrections = Statement(
    name: "copy_recorded_corrections", bytes: PackageResources.copy_recorded_corrections_sql)
  static let copyRecordedUnits = Statement(
    name: "copy_recorded_units", bytes: PackageResources.copy_recorded_units_sql)
  static let copyRecordedSubjects = Statement(
    name: "copy_recorded_subjects", bytes: PackageResources.copy_recorded_subjects_sql)
  static let listShownCodes = Statement(
    name: "list_shown_codes", bytes: PackageResources.list_shown_codes_sql, shape: .rows)
  static let copyRecordedSides = Statement(
    name: "copy_recorded_sides", bytes: PackageResources.copy_recorded_sides_sql)
  static let copyRecordedEliminations = Statement(
    name: "copy_recorded_eliminations", bytes: PackageResources.copy_recorded_eliminations_sql)
  static let copyEliminations = Statement(
    name: "copy_eliminations", bytes: PackageResources.copy_eliminations_sql)
  static let copyEliminationParts = Statement(
    name: "copy_elimination_parts", bytes: PackageResources.copy_elimination_parts_sql)
  static let copyRecordedEliminationParts = Statement(
    name: "copy_recorded_elimination_parts",
    bytes: PackageResources.copy_recorded_elimination_parts_sql)
  static let notePastChanges = Statement(
    name: "note_past_changes", bytes: PackageResources.note_past_changes_sql)
  static let clearPastChanges = Statement(
    name: "clear_past_changes", bytes: PackageResources.clear_past_changes_sql)
  static let clearRepeatedEliminations = Statement(
    name: "clear_repeated_eliminations", bytes: PackageResources.clear_repeated_eliminations_sql)
  static let listClosedYears = Statement(
    name: "list_closed_years", bytes: PackageResources.list_closed_years_sql, shape: .rows)
  static let keepClosedVolume = Statement(
    name: "keep_closed_volume", bytes: PackageResources.keep_closed_volume_sql)
  static let repeatClosedVolume = Statement(
    name: "repeat_closed_volume", bytes: PackageResources.repeat_closed_volume_sql,
    shape: .oneRow)
  static let repeatVolume = Statement(
    name: "repeat_volume", bytes: PackageResources.repeat_volume_sql, shape: .oneRow)
}

/// What stands beside a volume of the input that it was made from.
extension Statement {
  static let recordVolumeInput = Statement(
    name: "record_volume_input", bytes: PackageResources.record_volume_input_sql)
  static let repeatVolumeInput = Statement(
    name: "repeat_volume_input", bytes: PackageResources.repeat_volume_input_sql)
  static let repeatClosedInput = Statement(
    name: "repeat_closed_input", bytes: PackageResources.repeat_closed_input_sql)
  static let recordClosedInput = Statement(
    name: "record_closed_input", bytes: PackageResources.record_closed_input_sql)
  static let countUnseenSubmissions = Statement(
    name: "count_unseen_submissions", bytes: PackageResources.count_unseen_submissions_sql,
    shape: .oneRow)
  static let listVolumeInputs = Statement(
    name: "list_volume_inputs", bytes: PackageResources.list_volume_inputs_sql, shape: .rows)
}

/// What sets a result beside the published one.
extension Statement {
  static let findLongestUnverified = Statement(
    name: "find_longest_unverified", bytes: PackageResources.find_longest_unverified_sql,
    shape: .rows)
  static let readPublicationRecord = Statement(
    name: "read_publication_record", bytes: PackageResources.read_publication_record_sql,
    shape: .rows)
  static let recordVerification = Statement(
    name: "record_verification", bytes: PackageResources.record_verification_sql)
  static let listNewerSubmissions = Statement(
    name: "list_newer_submissions", bytes: PackageResources.list_newer_submissions_sql,
    shape: .rows)
  static let listDifferingTables = Statement(
    name: "list_differing_tables", bytes: PackageResources.list_differing_tables_sql,
    shape: .rows)
  static let listDifferences = Statement(
    name: "list_differences", bytes: PackageResources.list_differences_sql, shape: .rows)
}

/// What is done to earlier publications.
extension Statement {
  static let takeFence = Statement(
    name: "take_fence", bytes: PackageResources.take_fence_sql, shape: .oneRow)
  static let expectKept = Statement(
    name: "expect_kept", bytes: PackageResources.expect_kept_sql, shape: .oneRow)
  static let listPublicationVolumes = Statement(
    name: "list_publication_volumes", bytes: PackageResources.list_publication_volumes_sql,
    shape: .rows)
  static let rollBack = Statement(name: "roll_back", bytes: PackageResources.roll_back_sql)
  static let listExpiredPublications = Statement(
    name: "list_expired_publications", bytes: PackageResources.list_expired_publications_sql,
    shape: .rows)
  static let deletePublications = Statement(
    name: "delete_publications", bytes: PackageResources.delete_publications_sql, shape: .oneRow)
  static let listUnusedVolumes = Statement(
    name: "list_unused_volumes", bytes: PackageResources.list_unused_volumes_sql, shape: .rows)
}
