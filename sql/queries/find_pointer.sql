-- find_pointer: whether readers see a publication that was shown with a token
-- parameters: publication, fence token; columns: is_current
SELECT EXISTS (
    SELECT
    FROM control.current_publication
    WHERE publication_id = $1
      AND fence_token = $2
  ) AS is_current;
