-- set_session_value: hands a value to a statement that takes no parameters, such as COPY
-- parameters: name, value; columns: value
SELECT set_config($1, $2, false) AS value;
