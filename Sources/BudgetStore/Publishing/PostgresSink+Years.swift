internal import BudgetDomain
internal import BudgetEngine
internal import PostgresClient

extension PostgresSink {
  /// Writes and checks every year that was read, and every published year beside one of them,
  /// each over its own connections; a worker takes neighbouring years, see `SummaryWalk`.
  func write(
    _ summary: Summary, _ anomalies: [Anomaly], beside standing: [WrittenVolume],
    on connection: borrowing Connection
  ) throws -> [WrittenVolume] {
    let batch = summary.validated.batch
    let numbers = try NumberDictionary(summary, on: connection)
    let volumes = try (summary.comparingYears + summary.closedYears).sorted().map { year in
      let row = try Failpoint.volume.around {
        try connection.run(.createVolume, [.int(runID), .int(Int64(year.number))])[0]
      }
      return (year: year, id: try row.int("volume_id"))
    }
    let workers = batch.scope.workers
    let finisher = VolumeFinisher(summary, settings)
    let progress = WritingProgress(of: volumes.map { summary.unitCount(of: $0.year) }, observe)
    return try shardedMap(runs: volumes.neighbours(workers), workers: workers) { volumes, hand in
      var walk = SummaryWalk(summary)
      for volume in volumes {
        if let tree = summary.validated.trees[volume.year], !batch.isClosed(volume.year) {
          var writer = VolumeWriter(summary, numbers, volumeID: volume.id, tree: tree, progress)
          hand(try writer.write(anomalies, walk: &walk, settings: settings))
          continue
        }
        guard let recorded = batch.recorded[volume.year],
          let published = standing.first(where: { $0.year == volume.year })
        else {
          throw StoreError(
            .busy,
            StoreError.Words(
              "读取 \(volume.year) 年度期间发布已改变",
              "the publication changed while \(volume.year) was read"))
        }
        if batch.isClosed(volume.year) {
          let repeater = ClosedYearRepeater(summary, numbers, published: published)
          hand(
            try repeater.write(anomalies, volumeID: volume.id, walk: &walk, settings: settings))
        } else {
          let repeater = VolumeRepeater(
            summary, numbers, published: published, recorded: recorded)
          hand(
            try repeater.write(anomalies, volumeID: volume.id, walk: &walk, settings: settings))
        }
        progress.write(units: summary.unitCount(of: volume.year))
      }
    } finish: { volume in
      let finished = try finisher.finish(volume)
      progress.finish(units: summary.unitCount(of: volume.year))
      return finished
    }
  }
}
