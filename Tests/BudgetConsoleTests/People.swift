#if Console
import BudgetTestSupport
import Synchronization

/// Who comes to the console in the tests; roles belong to the whole server.
enum People {
  static let admin = "huizong_console_admin"
  static let analyst = "huizong_console_analyst"
  /// Belongs to the unit A1.
  static let unit = "huizong_console_unit"
  /// May log in, and read nothing.
  static let stranger = "huizong_console_stranger"
  /// Comes through a proxy: the server asks them for no password.
  static let proxied = "huizong_console_proxied"
  static let password = "geheim <&> 密码"

  /// Makes the roles, and lets the server ask them for their passwords over its socket.
  static func hire() async throws {
    try await District.execute(
      """
      DO $$
      DECLARE
        person record;
      BEGIN
        PERFORM pg_advisory_xact_lock(4711);
        FOR person IN
          SELECT *
          FROM (
            VALUES
              ('\(admin)', 'huizong_admin'), ('\(analyst)', 'huizong_analyst'),
              ('\(unit)', 'huizong_unit'), ('\(proxied)', 'huizong_analyst'),
              ('\(stranger)', NULL)
          ) AS listed (name, office)
        LOOP
          IF to_regrole(person.name) IS NULL THEN
            EXECUTE format('CREATE ROLE %I LOGIN PASSWORD %L', person.name, '\(password)');
          END IF;
          IF person.office IS NOT NULL THEN
            EXECUTE format('GRANT %I TO %I', person.office, person.name);
          ELSE
            EXECUTE format('GRANT CONNECT ON DATABASE %I TO %I', current_database(), person.name);
          END IF;
        END LOOP;
      END
      $$;
      INSERT INTO control.unit_member (role_name, unit_code) VALUES ('\(unit)', 'A1');
      """)
    try await openDoors()
  }

  /// Rewrites the server's own lists: whoever has a password is asked for it, the superuser and
  /// the one who comes through a proxy are known by who runs the tests.
  private static func openDoors() async throws {
    let asked = [admin, analyst, unit, stranger].joined(separator: ",")
    try await District.execute(
      """
      DO $$
      DECLARE
        callers text;
      BEGIN
        PERFORM pg_advisory_xact_lock(4711);
        SELECT string_agg(format('house %s \(proxied)', sys_name), chr(10))
        INTO callers
        FROM pg_ident_file_mappings
        WHERE pg_username = 'huizong';
        EXECUTE format(
          'COPY (SELECT unnest(ARRAY[%L, %L])) TO %L',
          'local all \(asked) scram-sha-256', 'local all all peer map=house',
          current_setting('hba_file'));
        IF NOT EXISTS (
          SELECT FROM pg_ident_file_mappings WHERE pg_username = '\(proxied)'
        ) THEN
          -- Read before it is written: COPY empties the file first.
          callers := pg_read_file(current_setting('ident_file')) || callers;
          EXECUTE format(
            'COPY (SELECT unnest(string_to_array(%L, chr(10)))) TO %L',
            callers, current_setting('ident_file'));
        END IF;
      END
      $$;
      SELECT pg_reload_conf();
      """)
    // The server reads its lists anew in a moment, and tells nobody when.
    try await Task.sleep(for: .milliseconds(300))
  }
}
#endif
