-- A database per service, each owned by a role of its own. For development: the password is the word it says.
CREATE ROLE enrollment LOGIN PASSWORD 'development';
CREATE DATABASE enrollment OWNER enrollment;
REVOKE CONNECT ON DATABASE enrollment FROM PUBLIC;
CREATE ROLE matching LOGIN PASSWORD 'development';
CREATE DATABASE matching OWNER matching;
REVOKE CONNECT ON DATABASE matching FROM PUBLIC;
CREATE ROLE activities LOGIN PASSWORD 'development';
CREATE DATABASE activities OWNER activities;
REVOKE CONNECT ON DATABASE activities FROM PUBLIC;
CREATE ROLE notifications LOGIN PASSWORD 'development';
CREATE DATABASE notifications OWNER notifications;
REVOKE CONNECT ON DATABASE notifications FROM PUBLIC;
CREATE ROLE reporting LOGIN PASSWORD 'development';
CREATE DATABASE reporting OWNER reporting;
REVOKE CONNECT ON DATABASE reporting FROM PUBLIC;
