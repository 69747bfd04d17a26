-- create_private_database: Huizong's own database on a private server
-- Parameters: none
CREATE DATABASE huizong TEMPLATE template0 ENCODING 'UTF8';
